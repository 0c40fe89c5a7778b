package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Constants through the graph's own interpreter: a folded value is what its nodes would give. */
final class Folding {
  private Folding() {}

  /** The graph's one output, for parameters {@code p0}, {@code p1}, ... */
  static double[] evaluate(Graph graph, List<double[]> values) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (int k = 0; k < values.size(); k++) {
      parameters.put("p" + k, values.get(k));
    }
    return GraphInterpreter.evaluate(graph, parameters, new double[0]).output(0);
  }
}
