package dev.lathe.processor.command;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.schedule.Candidate;
import dev.lathe.processor.schedule.Decision;
import dev.lathe.processor.schedule.GeometryText;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Offer;
import dev.lathe.processor.schedule.ScheduleTable;
import dev.lathe.processor.rewrite.WinogradPolicy;
import dev.lathe.processor.schedule.WinogradChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The passes of a network that are to be measured: in each of them every contraction has another of
 * its candidates.
 */
final class TuneCandidates {
  private static final String DIRECT = "direct";

  private final Graph graph;
  private final Machine machine;
  private final boolean mayTransform;
  private final int most;
  private final TuneVariant model;
  private final List<Measured> variants = new ArrayList<>();
  private final SortedMap<String, Decision> chosen = new TreeMap<>();

  /**
   * A pass to be measured.
   *
   * @param algorithm how all convolutions that have a choice are computed: {@code direct}, {@code
   *     winograd 4}
   */
  record Measured(String algorithm, TuneVariant variant) {}

  /**
   * Makes the passes.
   *
   * @param most candidates of each contraction
   */
  TuneCandidates(Graph graph, Machine machine, boolean mayTransform, int most) {
    this.graph = graph;
    this.machine = machine;
    this.mayTransform = mayTransform;
    this.most = most;
    this.model = compile("Model", List.of());
    algorithms().forEach(this::addVariants);
  }

  /** The pass as the cost model would have it. */
  TuneVariant model() {
    return model;
  }

  List<Measured> variants() {
    return variants;
  }

  /** The cost model's tiling of each geometry. */
  SortedMap<String, Decision> chosen() {
    return chosen;
  }

  /** The geometries for which there is a choice of algorithm, by the convolutions' names. */
  Map<String, String> transformable() {
    Map<String, String> geometries = new TreeMap<>();
    if (mayTransform) {
      for (Node node : model.schedule().graph().nodes()) {
        Optional.ofNullable(model.winograd().asked().get(node.name()))
            .ifPresent(asked -> geometries.put(node.name(), GeometryText.of(asked)));
      }
    }
    return geometries;
  }

  /** What the cost model takes for a convolution. */
  String algorithmOf(String convolution) {
    return model
        .winograd()
        .made(convolution)
        .flatMap(made -> made.tiling())
        .map(tiling -> Decision.Tiled.of(tiling).filters())
        .orElse(DIRECT);
  }

  /** A pass with lines of a table. */
  TuneVariant compile(String name, List<String> lines) {
    ScheduleTable.Parsed parsed = ScheduleTable.parse(String.join("\n", lines));
    if (!parsed.problems().isEmpty()) {
      throw new IllegalStateException("a table of candidates is wrong: " + parsed.problems());
    }
    return TuneVariant.of(name, graph, machine, parsed.table(), mayTransform);
  }

  /** A line of a table. */
  String line(String geometry, String decision) {
    return machine.lanes() + " | " + geometry + " | " + decision;
  }

  private List<String> algorithms() {
    List<String> algorithms = new ArrayList<>(List.of(DIRECT));
    if (!transformable().isEmpty()) {
      WinogradChoice.FAMILIES.stream()
          .map(family -> Decision.Tiled.of(new WinogradPolicy.Tiling(family, 1)).filters())
          .forEach(algorithms::add);
    }
    return algorithms;
  }

  private void addVariants(String algorithm) {
    List<String> fixed =
        transformable().values().stream().distinct().map(each -> line(each, algorithm)).toList();
    Map<String, List<Decision>> candidates = candidates(compile("Base", fixed));
    candidates.forEach((geometry, ranked) -> chosen.putIfAbsent(geometry, ranked.getFirst()));
    int longest = candidates.values().stream().mapToInt(List::size).max().orElse(0);
    for (int k = 0; k < Math.min(longest, most); k++) {
      List<String> lines = new ArrayList<>(algorithm.equals(DIRECT) ? List.of() : fixed);
      for (Map.Entry<String, List<Decision>> each : candidates.entrySet()) {
        List<Decision> ranked = each.getValue();
        lines.add(line(each.getKey(), ranked.get(Math.min(k, ranked.size() - 1)).toString()));
      }
      variants.add(new Measured(algorithm, compile("Variant" + variants.size(), lines)));
    }
  }

  /** The distinct candidates of each geometry, the cost model's order. */
  private static Map<String, List<Decision>> candidates(TuneVariant base) {
    Map<String, List<Candidate>> all = new LinkedHashMap<>();
    for (Node node : base.schedule().graph().nodes()) {
      for (Offer offer : base.schedule().offers(node.id())) {
        all.computeIfAbsent(GeometryText.of(offer.contraction()), _ -> new ArrayList<>())
            .addAll(offer.ranked());
      }
    }
    Map<String, List<Decision>> distinct = new TreeMap<>();
    all.forEach(
        (geometry, ranked) ->
            distinct.put(
                geometry,
                ranked.stream()
                    .sorted(Comparator.comparingDouble(Candidate::cycles))
                    .map(each -> (Decision) Decision.Direct.of(each.tiling()))
                    .distinct()
                    .toList()));
    return distinct;
  }
}
