package dev.lathe.processor.gradient;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Derives the training graph of a network: forward pass, loss and backward pass. */
public final class Gradient {
  private final GraphBuilder builder;
  private final Rules rules;
  private final Dependence dependence;

  /**
   * The parts of each node's derivative that its users have contributed so far, by the node's id.
   */
  private final Map<Integer, List<Node>> parts = new HashMap<>();

  private Gradient(GraphBuilder builder, Dependence dependence) {
    this.builder = builder;
    this.rules = new Rules(builder);
    this.dependence = dependence;
  }

  /** The training graph of one loss of the scores; see {@link #of(Graph, Objective, boolean)}. */
  public static Graph of(Graph forward, LossKind kind, boolean inputGradient) {
    if (forward.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "%s has the outputs %s: a loss compares one output, the scores, with its target"
              .formatted(forward.name(), forward.outputs()));
    }
    return of(forward, Objective.of(kind), inputGradient);
  }

  /**
   * The training graph. Its nodes begin with those of the forward graph, under the same ids; the
   * derivative of the loss in a value {@code c1} is named {@code d_c1}. Its outputs are, in this
   * order: the scores, the loss, the derivative of each parameter in the parameters' order, and, if
   * asked for, that of the input.
   *
   * @param forward a graph without fused epilogues, whose first output are the scores
   * @param objective the loss, of the forward graph's outputs
   * @param inputGradient whether the input's derivative is asked for; otherwise nothing is computed
   *     for it
   * @throws IllegalArgumentException if {@code forward} is not such a graph, or the loss does not
   *     depend on one of the parameters, or on the input whose derivative is asked for
   */
  public static Graph of(Graph forward, Objective objective, boolean inputGradient) {
    GraphBuilder builder = new GraphBuilder(forward.name());
    for (Node node : forward.nodes()) {
      Node[] operands = node.operands().stream().map(builder::node).toArray(Node[]::new);
      builder.add(node.name(), node.layer(), node.operation(), node.shape(), operands);
    }
    Node scores = builder.node(forward.outputs().get(0));
    Node loss = objective.append(builder, forward.outputs().stream().map(builder::node).toList());
    Dependence dependence = Dependence.of(builder.nodes(), loss, inputGradient);
    Gradient gradient = new Gradient(builder, dependence);
    Map<Integer, Node> derivatives = gradient.backward(loss);

    List<Node> outputs = new ArrayList<>(List.of(scores, loss));
    for (Node parameter : forward.learned()) {
      outputs.add(accumulated(builder, parameter, gradient.wanted(derivatives, parameter)));
    }
    if (inputGradient) {
      for (Node node : forward.nodes()) {
        if (node.operation() instanceof Operation.Input) {
          outputs.add(gradient.wanted(derivatives, node));
        }
      }
    }
    return builder.build(outputs.toArray(Node[]::new));
  }

  /**
   * Walks from the loss to the first node; all users of a node have contributed when it is reached.
   */
  private Map<Integer, Node> backward(Node loss) {
    Map<Integer, Node> derivatives = new HashMap<>();
    List<Node> forward = builder.nodes();
    if (!isWhole(loss)) {
      Operation one = new Operation.Constant(List.of(1.0));
      contribute(loss, builder.add("d_loss", "", one, loss.shape()));
    }
    for (Node node : forward.reversed()) {
      if (node.equals(loss) && isWhole(loss)) {
        Node scores = builder.node(loss.operand(0));
        if (dependence.passes(scores)) {
          contribute(scores, rules.ofLoss(loss, partName(scores, loss)));
        }
      } else if (dependence.passes(node)) {
        Node derivative = sum(node);
        derivatives.put(node.id(), derivative);
        for (int slot = 0; slot < node.operands().size(); slot++) {
          Node operand = builder.node(node.operand(slot));
          if (dependence.passes(operand) && !Rules.isStep(node.operation(), slot)) {
            String name = partName(operand, node);
            contribute(operand, rules.contribution(node, slot, derivative, name));
          }
        }
      }
    }
    return derivatives;
  }

  /**
   * Whether one operation is the loss and its derivative, dy = 1, the beginning of the way back.
   */
  private static boolean isWhole(Node loss) {
    return loss.operation() instanceof Operation.NegativeLogLikelihood
        || loss.operation() instanceof Operation.SquaredError;
  }

  private void contribute(Node node, Node part) {
    parts.computeIfAbsent(node.id(), _ -> new ArrayList<>()).add(part);
  }

  /** {@code d_c1} where one user contributes, {@code d_c1.from_s2} where several do. */
  private String partName(Node node, Node user) {
    return dependence.uses(node) == 1
        ? "d_" + node.name()
        : "d_" + node.name() + ".from_" + user.name();
  }

  private Node sum(Node node) {
    List<Node> summands = parts.getOrDefault(node.id(), List.of());
    Node sum = summands.get(0);
    for (int k = 1; k < summands.size(); k++) {
      String name = "d_" + node.name() + (k < summands.size() - 1 ? ".partial" : "");
      sum = builder.add(name, node.layer(), new Operation.Add(), sum, summands.get(k));
    }
    return sum;
  }

  /**
   * A derivative that is summed over the images of a batch. A weight's or bias's gradient does so
   * by itself where it is the whole derivative, and nothing else reads it.
   */
  private static Node accumulated(GraphBuilder builder, Node parameter, Node derivative) {
    boolean sums =
        derivative.operation() instanceof Operation.WeightGradient
            || derivative.operation() instanceof Operation.BiasGradient
            || derivative.operation() instanceof Operation.LookupGradient;
    boolean read =
        builder.nodes().stream().anyMatch(node -> node.operands().contains(derivative.id()));
    return sums && !read
        ? derivative
        : builder.add(
            "d_" + parameter.name() + ".sum",
            parameter.layer(),
            new Operation.Accumulate(),
            derivative);
  }

  /** A node's derivative: 0 where it moves the loss in steps alone. */
  private Node wanted(Map<Integer, Node> derivatives, Node node) {
    Node derivative = derivatives.get(node.id());
    if (derivative == null && dependence.isRead(node)) {
      Operation zero = new Operation.Constant(List.of(0.0));
      return builder.add("d_" + node.name(), node.layer(), zero, node.shape());
    }
    if (derivative == null) {
      throw new IllegalArgumentException(
          node
              + " has no influence on the loss, so that it has no derivative: use it or remove it");
    }
    return derivative;
  }
}
