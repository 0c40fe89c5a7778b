package dev.lathe.processor.gradient;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Parts;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a training makes small: the weighted sum of one loss a head. */
public record Objective(List<Head> heads) {

  /**
   * A value and the loss that it is trained by.
   *
   * @param value the index of the value among the forward graph's outputs
   * @param weight what the loss is multiplied with
   * @param target the index among the heads of the one whose target this one shares; its own if it
   *     shares none
   */
  public record Head(int value, LossKind loss, double weight, int target) {}

  public Objective {
    heads = List.copyOf(heads);
  }

  /** One loss of the scores. */
  public static Objective of(LossKind loss) {
    return new Objective(List.of(new Head(0, loss, 1, 0)));
  }

  private boolean isSingle() {
    return heads.size() == 1 && heads.getFirst().weight() == 1;
  }

  /** Adds the targets, and the nodes from the values to the loss, which it returns. */
  Node append(GraphBuilder builder, List<Node> values) {
    if (isSingle()) {
      Head only = heads.getFirst();
      Node value = values.get(only.value());
      Node target = builder.add("target", "", new Operation.Target(), value.shape());
      return Loss.append(builder, value, target, only.loss());
    }
    List<Node> targets = targets(builder, values);
    List<Node> losses = new ArrayList<>();
    Formula sum = Formulas.ZERO;
    for (int h = 0; h < heads.size(); h++) {
      Head head = heads.get(h);
      Node value = values.get(head.value());
      losses.add(Loss.append(builder, value, targets.get(head.target()), head.loss()));
      Formula weighted = Formulas.multiply(Formulas.operand(h), Formulas.constant(head.weight()));
      sum = h == 0 ? weighted : Formulas.add(sum, weighted);
    }
    return builder.add("loss.sum", "", new Operation.Pointwise(sum), losses.toArray(Node[]::new));
  }

  /** The target of each head; the caller gives them behind each other. */
  private List<Node> targets(GraphBuilder builder, List<Node> values) {
    int size = 0;
    for (int h = 0; h < heads.size(); h++) {
      size += heads.get(h).target() == h ? shape(h, values).size() : 0;
    }
    boolean shared = heads.stream().allMatch(head -> head.target() == 0);
    Shape shape = shared ? shape(0, values) : Shape.of(size);
    Node all = builder.add("target", "", new Operation.Target(), shape);
    List<Node> targets = new ArrayList<>();
    int begin = 0;
    for (int h = 0; h < heads.size(); h++) {
      int owner = heads.get(h).target();
      if (owner != h || shared) {
        targets.add(shared ? all : targets.get(owner));
        continue;
      }
      String name = "target." + values.get(heads.get(h).value()).name();
      targets.add(Parts.part(builder, name, all, begin, shape(h, values)));
      begin += shape(h, values).size();
    }
    return targets;
  }

  private Shape shape(int head, List<Node> values) {
    return values.get(heads.get(head).value()).shape();
  }
}
