package dev.lathe.processor.command;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.schedule.Decision;
import dev.lathe.processor.schedule.GeometryText;
import dev.lathe.processor.schedule.ScheduledContraction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The measured times of one pass, in nanoseconds.
 *
 * @param calls of each kernel call; NaN of those that C2 had not compiled, and so are sums of them
 */
record TuneTimes(TuneVariant variant, List<Double> calls) {

  /** Of all kernels. */
  double total() {
    return calls.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Whether C2 had not compiled all kernels. */
  boolean isCold() {
    return Double.isNaN(total());
  }

  /** Of the kernels of some layers. */
  double ofLayers(Set<String> some) {
    List<String> layers = variant.layers();
    double sum = 0;
    for (int k = 0; k < calls.size(); k++) {
      sum += some.contains(layers.get(k)) ? calls.get(k) : 0;
    }
    return sum;
  }

  /** Of all contractions of each geometry. */
  Map<String, Double> ofGeometries() {
    Map<String, Double> byOwner = new HashMap<>();
    List<String> owners = variant.owners();
    for (int k = 0; k < calls.size(); k++) {
      byOwner.merge(owners.get(k), calls.get(k), Double::sum);
    }
    Map<String, Double> times = new TreeMap<>();
    for (Node node : variant.schedule().graph().nodes()) {
      for (ScheduledContraction each : variant.schedule().contractions(node.id())) {
        times.merge(
            GeometryText.of(each.decided().contraction()),
            byOwner.getOrDefault(each.contraction().name(), 0.0),
            Double::sum);
      }
    }
    return times;
  }

  /** How the pass computes each geometry. */
  Map<String, Decision> decisions() {
    Map<String, Decision> decisions = new HashMap<>();
    for (Node node : variant.schedule().graph().nodes()) {
      for (ScheduledContraction each : variant.schedule().contractions(node.id())) {
        ScheduledContraction decided = each.decided();
        decisions.put(GeometryText.of(decided.contraction()), Decision.Direct.of(decided.tiling()));
      }
    }
    return decisions;
  }
}
