package dev.lathe.processor.command;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.schedule.Candidate;
import dev.lathe.processor.schedule.Decision;
import dev.lathe.processor.schedule.GeometryText;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Offer;
import dev.lathe.processor.schedule.ScheduleTable;
import dev.lathe.processor.schedule.TransformChoice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The passes of a network that are to be measured: in each of them every contraction has another of
 * its candidates.
 */
final class TuneCandidates {
  private static final String DIRECT = "direct";

  private final Graph graph;
  private final Machine machine;
  private final int most;
  private final TuneVariant model;
  private final List<TuneVariant> variants = new ArrayList<>();
  private final SortedMap<String, Decision> chosen = new TreeMap<>();

  /**
   * Makes the passes.
   *
   * @param machine and what the network's precision allows there
   * @param most candidates of each contraction
   */
  TuneCandidates(Graph graph, Machine machine, int most) {
    this.graph = graph;
    this.machine = machine;
    this.most = most;
    this.model = compile("Model", List.of());
    algorithms().forEach(this::addVariants);
  }

  /** The pass as the cost model would have it. */
  TuneVariant model() {
    return model;
  }

  List<TuneVariant> variants() {
    return variants;
  }

  /** The cost model's tiling of each geometry. */
  SortedMap<String, Decision> chosen() {
    return chosen;
  }

  /** The convolutions for which there is a choice of algorithm, by their names. */
  SortedMap<String, TransformChoice.Asked> transformable() {
    SortedMap<String, TransformChoice.Asked> asked = new TreeMap<>();
    model.transforms().ifPresent(choice -> asked.putAll(choice.asked()));
    return asked;
  }

  /**
   * A layer and those behind it that some of the passes compute within its kernels and others in
   * kernels of their own, as a pooling that only the direct sum takes along: what has to be summed
   * up where algorithms are compared.
   */
  Set<String> computedWith(String layer) {
    Set<String> together = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(layer));
    while (!next.isEmpty()) {
      String each = next.remove();
      if (together.add(each)) {
        behind(each).stream().filter(this::isTakenAlong).forEach(next::add);
      }
    }
    return together;
  }

  private Set<String> behind(String layer) {
    return graph.nodes().stream()
        .filter(node -> node.layer().equals(layer))
        .flatMap(node -> graph.users(node.id()).stream())
        .map(Node::layer)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean isTakenAlong(String layer) {
    return variants.stream().anyMatch(variant -> !variant.layers().contains(layer));
  }

  /** What the cost model takes for a convolution. */
  String algorithmOf(String convolution) {
    return algorithmOf(model, convolution);
  }

  /** What a variant takes: where an algorithm cannot be had, the cost model's. */
  static String algorithmOf(TuneVariant variant, String convolution) {
    return variant
        .transforms()
        .flatMap(choice -> choice.made(convolution))
        .flatMap(made -> made.blocks())
        .map(tiling -> tiling.family().label())
        .orElse(DIRECT);
  }

  /** A pass with lines of a table. */
  TuneVariant compile(String name, List<String> lines) {
    ScheduleTable.Parsed parsed = ScheduleTable.parse(String.join("\n", lines));
    if (!parsed.problems().isEmpty()) {
      throw new IllegalStateException("a table of candidates is wrong: " + parsed.problems());
    }
    return TuneVariant.of(name, graph, machine, parsed.table());
  }

  /** A line of a table. */
  String line(String geometry, String decision) {
    return machine.lanes() + " | " + geometry + " | " + decision;
  }

  private List<String> algorithms() {
    List<String> algorithms = new ArrayList<>(List.of(DIRECT));
    TransformChoice.FAMILIES.stream()
        .map(family -> family.label())
        .filter(this::canBeHad)
        .forEach(algorithms::add);
    return algorithms;
  }

  private boolean canBeHad(String algorithm) {
    TuneVariant variant;
    try {
      variant = compile("Base", lines(algorithm));
    } catch (Sizes.TooLargeException e) {
      return false; // Its tiles are more than an array has.
    }
    return transformable().keySet().stream()
        .anyMatch(convolution -> algorithmOf(variant, convolution).equals(algorithm));
  }

  /** A table that has the algorithm for all geometries. */
  private List<String> lines(String algorithm) {
    return lines(algorithm, Set.of());
  }

  private List<String> lines(String algorithm, Set<String> except) {
    return transformable().values().stream()
        .map(asked -> GeometryText.of(asked.direct()))
        .distinct()
        .filter(geometry -> !except.contains(geometry))
        .map(geometry -> line(geometry, algorithm))
        .toList();
  }

  private void addVariants(String algorithm) {
    Map<String, List<Decision>> candidates = candidates(compile("Base", lines(algorithm)));
    // A tiling says that a sum is direct, unless that of the sum with its pooling is another one.
    List<String> fixed =
        algorithm.equals(DIRECT) ? lines(algorithm, candidates.keySet()) : lines(algorithm);
    candidates.forEach((geometry, ranked) -> chosen.putIfAbsent(geometry, ranked.getFirst()));
    int longest = candidates.values().stream().mapToInt(List::size).max().orElse(0);
    for (int k = 0; k < Math.min(longest, most); k++) {
      List<String> lines = new ArrayList<>(fixed);
      for (Map.Entry<String, List<Decision>> each : candidates.entrySet()) {
        List<Decision> ranked = each.getValue();
        lines.add(line(each.getKey(), ranked.get(Math.min(k, ranked.size() - 1)).toString()));
      }
      variants.add(compile("Variant" + variants.size(), lines));
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
