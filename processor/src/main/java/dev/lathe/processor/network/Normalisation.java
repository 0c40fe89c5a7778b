package dev.lathe.processor.network;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.RunningStatistic;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Batch normalisation as means, and formulas of every cell. */
final class Normalisation {
  private final GraphBuilder graph;
  private final String layer;
  private final LayerOperation.BatchNorm operation;
  private final List<Node> affine;

  /**
   * @param affine weight and bias, or neither
   */
  Normalisation(
      GraphBuilder graph, String layer, LayerOperation.BatchNorm operation, List<Node> affine) {
    this.graph = graph;
    this.layer = layer;
    this.operation = operation;
    this.affine = List.copyOf(affine);
  }

  /** By the statistics of the batch, which running ones follow. */
  Node byBatch(Node x, String name) {
    int samples = x.shape().positions();
    Node mean = overBatch("mean", x, new RunningStatistic(layer + ".running_mean", momentum(), 0));
    Formula difference = Formulas.subtract(Formulas.operand(0), Formulas.operand(1));
    Node centred = add("centred", new Operation.Pointwise(difference), x, mean);
    Formula square = Formulas.multiply(Formulas.operand(0), Formulas.operand(0));
    Node squares = add("squares", new Operation.Pointwise(square), centred);
    Node variance =
        overBatch(
            "variance", squares, new RunningStatistic(layer + ".running_var", momentum(), samples));
    Formula scaled = normalised(Formulas.operand(0), Formulas.operand(1));
    return finish(name, scaled, centred, variance);
  }

  /** By running statistics. */
  Node byStatistics(Node x, Node mean, Node variance, String name) {
    Formula difference = Formulas.subtract(Formulas.operand(0), Formulas.operand(2));
    return finish(name, normalised(difference, Formulas.operand(1)), x, variance, mean);
  }

  private Formula normalised(Formula centred, Formula variance) {
    Formula deviation =
        Formulas.squareRoot(Formulas.add(variance, Formulas.constant(operation.epsilon())));
    return Formulas.divide(centred, deviation);
  }

  private Node finish(String name, Formula normalised, Node... operands) {
    Node[] all = new Node[operands.length + affine.size()];
    System.arraycopy(operands, 0, all, 0, operands.length);
    Formula y = normalised;
    if (!affine.isEmpty()) {
      all[operands.length] = affine.get(0);
      all[operands.length + 1] = affine.get(1);
      y = Formulas.multiply(y, Formulas.operand(operands.length));
      y = Formulas.add(y, Formulas.operand(operands.length + 1));
    }
    return graph.add(name, layer, new Operation.Pointwise(y), all);
  }

  /** The mean of each map over its positions and the images. */
  private Node overBatch(String what, Node value, RunningStatistic statistic) {
    List<Integer> axes = IntStream.range(1, value.shape().rank()).boxed().toList();
    Node ofImage =
        axes.isEmpty()
            ? value
            : add(what + "OfImage", new Operation.Reduce(Reduction.MEAN, axes), value);
    return add(what, new Operation.BatchMean(Optional.of(statistic)), ofImage);
  }

  private Node add(String what, Operation node, Node... operands) {
    return graph.add(layer + "." + what, layer, node, operands);
  }

  private double momentum() {
    return operation.momentum();
  }
}
