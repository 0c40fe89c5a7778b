package dev.lathe.processor.gradient;

import dev.lathe.processor.formula.Derivative;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Broadcasting;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** The derivatives of the operations on values of any rank: see {@link Rules}. */
final class TensorRules {
  private final GraphBuilder builder;

  TensorRules(GraphBuilder builder) {
    this.builder = builder;
  }

  /**
   * The product of dy and the formula's derivative, for every element of the result; where the
   * operand was stretched, the sum over those elements that read the same one.
   */
  Node pointwise(Formula formula, Node node, int slot, Node dy, String name) {
    Node operand = builder.node(node.operand(slot));
    Formula slope = Derivative.of(formula, slot);
    List<Integer> read = new ArrayList<>(Trees.operands(slope));
    List<Node> operands = new ArrayList<>(List.of(dy));
    read.forEach(index -> operands.add(builder.node(node.operand(index))));
    Formula renumbered =
        Trees.substitute(slope, index -> Formulas.operand(1 + read.indexOf(index)));
    Formula product = Formulas.multiply(Formulas.operand(0), renumbered);
    List<Integer> stretched = Broadcasting.stretched(node.shape(), operand.shape());
    boolean ranksDiffer = node.shape().rank() != operand.shape().rank();
    if (product.equals(Formulas.operand(0)) && stretched.isEmpty() && !ranksDiffer) {
      return dy;
    }
    String wide = stretched.isEmpty() && !ranksDiffer ? name : name + ".products";
    Node products =
        product.equals(Formulas.operand(0))
            ? dy
            : add(wide, operand, new Operation.Pointwise(product), node.shape(), operands);
    return narrow(products, stretched, operand, name);
  }

  /** Sums over stretched axes, and drops those that the operand has not. */
  private Node narrow(Node products, List<Integer> stretched, Node operand, String name) {
    boolean ranksDiffer = products.shape().rank() != operand.shape().rank();
    Node sums = products;
    if (!stretched.isEmpty()) {
      Operation sum = new Operation.Reduce(Reduction.SUM, stretched);
      sums = builder.add(ranksDiffer ? name + ".sums" : name, operand.layer(), sum, products);
    }
    return ranksDiffer
        ? add(name, operand, new Operation.Reshape(), operand.shape(), List.of(sums))
        : sums;
  }

  Node reduce(Operation.Reduce reduce, Node node, Node operand, Node dy, String name) {
    return switch (reduce.reduction()) {
      case SUM -> stretch(dy, operand, Formulas.operand(0), name);
      case MEAN -> {
        int count = operand.shape().size() / node.shape().size();
        Formula share = Formulas.multiply(Formulas.operand(0), Formulas.constant(1.0 / count));
        yield stretch(dy, operand, share, name);
      }
      case MAXIMUM, MINIMUM -> {
        Operation first = new Operation.ExtremeGradient(reduce.axes());
        yield add(name, operand, first, operand.shape(), List.of(operand, node, dy));
      }
    };
  }

  /** A formula of dy alone, stretched to the operand's shape. */
  private Node stretch(Node dy, Node operand, Formula formula, String name) {
    return add(name, operand, new Operation.Pointwise(formula), operand.shape(), List.of(dy));
  }

  Node reindex(Relocation relocation, Node operand, Node dy, String name) {
    Operation back =
        relocation.repeats()
            ? new Operation.ReindexGradient(relocation)
            : new Operation.Reindex(relocation.inverse(operand.shape()));
    return add(name, operand, back, operand.shape(), List.of(dy));
  }

  /** The part of a concatenation's derivative that belongs to one operand. */
  Node slice(int axis, Node node, int slot, Node dy, String name) {
    int from = 0;
    for (int before = 0; before < slot; before++) {
      from += builder.node(node.operand(before)).shape().extent(axis);
    }
    Node operand = builder.node(node.operand(slot));
    Relocation part =
        Relocation.identity(node.shape())
            .withIndices(axis, Relocation.range(from, from + operand.shape().extent(axis)));
    return add(name, operand, new Operation.Reindex(part), operand.shape(), List.of(dy));
  }

  private Node add(
      String name, Node primal, Operation operation, Shape shape, List<Node> operands) {
    return builder.add(name, primal.layer(), operation, shape, operands.toArray(Node[]::new));
  }
}
