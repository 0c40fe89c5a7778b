package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Constants through the graph's own interpreter: a folded value is what its nodes would give. */
final class Folding {
  private final Allowance allowance;

  /** Folds as much as is allowed. */
  Folding(Allowance allowance) {
    this.allowance = allowance;
  }

  /** Writes the node of what is evaluated now. */
  @FunctionalInterface
  interface Step {
    Node add(GraphBuilder graph, Node... operands);
  }

  /** The value of a node, of operands that are all known. */
  Term.Known of(Shape shape, ElementType type, Step step, Term... operands) {
    if (shape.size() == 0) {
      return Term.Known.of(type, shape);
    }
    allowance.compute(shape.size());
    for (Term operand : operands) {
      allowance.compute(operand.size());
    }
    GraphBuilder builder = new GraphBuilder("");
    Node[] nodes = new Node[operands.length];
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int k = 0; k < nodes.length; k++) {
      Term.Known known = (Term.Known) operands[k];
      String name = "p" + k;
      Shape full = Nodes.full(known.shape());
      nodes[k] = builder.add(name, "", new Operation.Parameter(name, full), full);
      values.put(name, known.tensor().elements());
    }
    Graph whole = builder.build(step.add(builder, nodes));
    double[] elements = GraphInterpreter.evaluate(whole, values, new double[0]).output(0);
    return Term.Known.of(type, shape, rounded(type, elements));
  }

  private static double[] rounded(ElementType type, double[] elements) {
    return Arrays.stream(elements)
        .map(x -> type.isFloat() && type != ElementType.DOUBLE ? (float) x : type.cast(x))
        .toArray();
  }
}
