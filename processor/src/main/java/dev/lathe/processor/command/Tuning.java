package dev.lathe.processor.command;

import dev.lathe.processor.schedule.Decision;
import dev.lathe.processor.schedule.GeometryText;
import dev.lathe.processor.schedule.TransformChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What follows from the times of a network's candidates. */
final class Tuning {
  private final TuneCandidates candidates;
  private final double gain;
  private final Map<String, Map<Decision, List<Double>>> times = new TreeMap<>();
  private final List<TuneTimes> variants = new ArrayList<>();

  /**
   * A choice of the cost model beside the best one.
   *
   * @param geometry of which, as tables have it
   * @param modelNanos what the model's choice takes
   * @param bestNanos what the best takes
   * @param nanos what every candidate takes
   */
  record Finding(
      String geometry,
      String model,
      double modelNanos,
      String best,
      double bestNanos,
      Map<String, Double> nanos) {

    /** How many times as long as the best the model's choice takes. */
    double off() {
      return modelNanos / bestNanos;
    }
  }

  /**
   * A choice that no time is known of, since C2 had not compiled it when it was measured.
   *
   * @param geometry of which, as tables have it
   */
  record Cold(String geometry, String choice) {}

  /**
   * Looks at the candidates of a network.
   *
   * @param measured the times of each kernel call, NaN if C2 had not compiled it
   * @param gain by which factor a choice must be better to count
   */
  Tuning(TuneCandidates candidates, Map<TuneVariant, List<Double>> measured, double gain) {
    this.candidates = candidates;
    this.gain = gain;
    for (TuneVariant each : candidates.variants()) {
      TuneTimes own = new TuneTimes(each, Optional.ofNullable(measured.get(each)).orElseThrow());
      variants.add(own);
      Map<String, Decision> decisions = own.decisions();
      own.ofGeometries()
          .forEach(
              (geometry, nanos) -> {
                List<Double> all =
                    times
                        .computeIfAbsent(geometry, _ -> new HashMap<>())
                        .computeIfAbsent(
                            Optional.ofNullable(decisions.get(geometry)).orElseThrow(),
                            _ -> new ArrayList<>());
                if (!nanos.isNaN()) {
                  all.add(nanos);
                }
              });
    }
  }

  /** The tilings of all geometries, but of those whose choice of the model is cold. */
  List<Finding> tilings() {
    List<Finding> findings = new ArrayList<>();
    times.forEach(
        (geometry, all) -> {
          Map<Decision, List<Double>> byDecision = new HashMap<>(all);
          byDecision.values().removeIf(List::isEmpty);
          Decision model = candidates.chosen().get(geometry);
          List<Double> own = model == null ? null : byDecision.get(model);
          if (own != null) {
            Map.Entry<Decision, List<Double>> best =
                byDecision.entrySet().stream()
                    .min(Comparator.comparingDouble(each -> median(each.getValue())))
                    .orElseThrow();
            Map<String, Double> nanos = new TreeMap<>();
            byDecision.forEach((decision, each) -> nanos.put(decision.toString(), median(each)));
            findings.add(
                new Finding(
                    geometry,
                    String.valueOf(model),
                    median(own),
                    best.getKey().toString(),
                    median(best.getValue()),
                    nanos));
          }
        });
    return findings;
  }

  /** What no finding has, neither as the model's choice nor as the best. */
  List<Cold> cold() {
    Set<Cold> cold = new LinkedHashSet<>();
    times.forEach(
        (geometry, byDecision) ->
            byDecision.forEach(
                (decision, nanos) -> {
                  if (nanos.isEmpty()) {
                    cold.add(new Cold(geometry, decision.toString()));
                  }
                }));
    candidates
        .transformable()
        .forEach(
            (convolution, asked) ->
                byAlgorithm(convolution, asked)
                    .forEach(
                        (algorithm, nanos) -> {
                          if (nanos.isNaN()) {
                            cold.add(new Cold(GeometryText.of(asked.direct()), algorithm));
                          }
                        }));
    return List.copyOf(cold);
  }

  /** What a convolution takes, and the layers computed with it; NaN where that is cold. */
  private Map<String, Double> byAlgorithm(String convolution, TransformChoice.Asked asked) {
    Set<String> layers = candidates.computedWith(asked.layer());
    Map<String, Double> nanos = new TreeMap<>();
    for (TuneTimes pass : variants) {
      nanos.merge(
          TuneCandidates.algorithmOf(pass.variant(), convolution),
          pass.ofLayers(layers),
          Tuning::less);
    }
    return nanos;
  }

  private static double less(double one, double other) {
    return Double.isNaN(one) || other < one ? other : one;
  }

  /**
   * The algorithms of the convolutions that have a choice, one for each geometry, but of those
   * whose choice of the model is cold.
   */
  List<Finding> algorithms() {
    Map<String, Finding> findings = new TreeMap<>();
    for (Map.Entry<String, TransformChoice.Asked> each : candidates.transformable().entrySet()) {
      String geometry = GeometryText.of(each.getValue().direct());
      Map<String, Double> byAlgorithm = byAlgorithm(each.getKey(), each.getValue());
      String model = candidates.algorithmOf(each.getKey());
      boolean isCold = byAlgorithm.getOrDefault(model, 0.0).isNaN();
      byAlgorithm.values().removeIf(nanos -> nanos.isNaN());
      if (isCold || byAlgorithm.isEmpty()) {
        continue;
      }
      Map.Entry<String, Double> best =
          byAlgorithm.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
      findings.putIfAbsent(
          geometry,
          new Finding(
              geometry,
              model,
              byAlgorithm.getOrDefault(model, best.getValue()),
              best.getKey(),
              best.getValue(),
              byAlgorithm));
    }
    return List.copyOf(findings.values());
  }

  /**
   * A table's decisions where they are clearly better than the model's, by geometry: the algorithm,
   * or the tiling, or both.
   *
   * @param tilings that count
   */
  Map<String, List<String>> table(List<Finding> tilings) {
    Map<String, List<String>> table = new TreeMap<>();
    List<Finding> algorithms = algorithms();
    // A tiling alone would forbid transforms of tiles, which may be better.
    Set<String> undecided = new HashSet<>();
    candidates.transformable().values().stream()
        .map(asked -> GeometryText.of(asked.direct()))
        .forEach(undecided::add);
    algorithms.forEach(each -> undecided.remove(each.geometry()));
    for (Finding each : tilings) {
      if (each.off() > gain && !undecided.contains(each.geometry())) {
        table.computeIfAbsent(each.geometry(), _ -> new ArrayList<>()).addAll(lines(each));
      }
    }
    for (Finding each : algorithms) {
      String algorithm = each.off() > gain ? each.best() : each.model();
      boolean says = table.containsKey(each.geometry());
      boolean isDirect = algorithm.startsWith("direct");
      // A tiling alone would forbid transforms of tiles.
      boolean needed =
          isDirect ? (!algorithm.equals(each.model()) && !says) : (says || each.off() > gain);
      if (needed) {
        table.computeIfAbsent(each.geometry(), _ -> new ArrayList<>()).add(algorithm);
      }
    }
    return table;
  }

  /** The best tiling, and where its weights are rounded the best of others, for training. */
  private static List<String> lines(Finding finding) {
    List<String> lines = new ArrayList<>(List.of(finding.best()));
    if (isRounded(finding.best())) {
      finding.nanos().entrySet().stream()
          .filter(each -> !isRounded(each.getKey()))
          .min(Map.Entry.comparingByValue())
          .map(each -> Decision.parse(each.getKey()))
          .filter(Decision.Direct.class::isInstance)
          .ifPresent(whole -> lines.add(((Decision.Direct) whole).withAnyWeights().toString()));
    }
    return lines;
  }

  private static boolean isRounded(String decision) {
    return Decision.parse(decision) instanceof Decision.Direct direct && direct.isRounded();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
