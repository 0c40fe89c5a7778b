package dev.lathe.processor.idiom;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formula.Binary;
import dev.lathe.processor.formula.Formula.Constant;
import dev.lathe.processor.formula.Formula.Operand;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.formula.Formula.Unary;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.List;
import java.util.Optional;

/** Finds the idioms of a forward graph, from their last nodes. */
public final class Idioms {
  private static final Formula SUM = Formulas.add(Formulas.operand(0), Formulas.operand(1));

  private final Graph graph;
  private final boolean[] known;

  public Idioms(Graph graph) {
    this.graph = graph;
    this.known = new boolean[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      known[node.id()] =
          switch (node.operation()) {
            case Operation.Parameter _, Operation.Constant _ -> true;
            default ->
                !node.operands().isEmpty() && node.operands().stream().allMatch(id -> known[id]);
          };
    }
  }

  /** Whether a node's value depends on stored tensors and fixed figures alone. */
  public boolean isKnown(Node node) {
    return known[node.id()];
  }

  /** What a node that is not known computes, together with as many nodes before it as it takes. */
  public Idiom of(Node node) {
    return switch (node.operation()) {
      case Operation.Convolution _, Operation.TransposedConvolution _ ->
          sums(node, Optional.empty());
      case Operation.AddBias() -> biased(node);
      case Operation.Activate _ -> activated(node).orElseThrow();
      case Operation.Pointwise(Formula formula) -> pointwise(node, formula);
      case Operation.Reindex(Relocation relocation) ->
          largest(node, relocation).orElseGet(() -> other(node));
      default -> other(node);
    };
  }

  /** The front of rows whose other elements were all sent to the place behind it. */
  private Optional<Idiom> largest(Node node, Relocation relocation) {
    Node scatter = operand(node, 0);
    if (!(scatter.operation() instanceof Operation.Scatter(boolean adds))
        || adds
        || !(operand(scatter, 1).operation() instanceof Operation.KeptPlaces(int count))
        || operand(operand(scatter, 1), 0).id() != scatter.operand(0)) {
      return Optional.empty();
    }
    int last = scatter.shape().rank() - 1;
    Relocation front =
        Relocation.identity(scatter.shape()).withIndices(last, Relocation.range(0, count));
    return relocation.equals(front)
        ? Optional.of(new Idiom.Largest(operand(scatter, 0), count))
        : Optional.empty();
  }

  private Node operand(Node node, int index) {
    return graph.operand(node, index);
  }

  /** A node by itself, whatever it may be a part of. */
  public Idiom single(Node node) {
    return other(node);
  }

  private Idiom other(Node node) {
    return new Idiom.Other(node, node.operands().stream().map(graph::node).toList());
  }

  private Idiom biased(Node node) {
    Node sums = operand(node, 0);
    return isKnown(operand(node, 1)) && !isKnown(sums) && isPlain(sums.operation())
        ? sums(sums, Optional.of(operand(node, 1)))
        : other(node);
  }

  /** Rewrites put more into a convolution than its sums. */
  private static boolean isPlain(Operation operation) {
    return switch (operation) {
      case Operation.Convolution convolution -> convolution.epilogue().equals(Epilogue.NONE);
      case Operation.TransposedConvolution transposed ->
          transposed.epilogue().equals(Epilogue.NONE);
      default -> false;
    };
  }

  private Idiom sums(Node node, Optional<Node> bias) {
    if (!isPlain(node.operation())) {
      throw new IllegalArgumentException(node + " has been rewritten");
    }
    Node x = operand(node, 0);
    Node weight = operand(node, 1);
    return switch (node.operation()) {
      case Operation.Convolution(var window, var connections, boolean _, var _)
          when isDense(x, window, connections, weight)
              && bias.map(b -> b.shape().rank() == 1).orElse(true) ->
          new Idiom.Dense(x, weight, bias);
      case Operation.Convolution(var window, var connections, boolean flip, var _) ->
          new Idiom.Convolution(x, window, connections, flip, weight, bias);
      case Operation.TransposedConvolution(var window, var connections, boolean flip, var _) ->
          new Idiom.Transposed(x, window, connections, flip, weight, bias);
      default -> throw new IllegalArgumentException(node.toString());
    };
  }

  private static boolean isDense(Node x, Window window, Connections connections, Node weight) {
    Shape stored =
        weight.operation() instanceof Operation.Parameter parameter
            ? parameter.stored()
            : weight.shape();
    return connections.equals(Connections.full())
        && window.equals(Window.covering(x.shape()))
        && (stored.rank() == 2 || window.rank() == 0);
  }

  private Idiom pointwise(Node node, Formula formula) {
    return activated(node)
        .or(() -> normalised(node, formula))
        .or(() -> shifted(node, formula))
        .or(() -> new Responses(graph).of(node, formula))
        .orElseGet(() -> other(node));
  }

  private Optional<Idiom> activated(Node node) {
    return Chain.activation(graph, node)
        .filter(chain -> !isKnown(chain.x()))
        .map(chain -> new Idiom.Activated(chain.x(), chain.curve()));
  }

  /** Sums without a bias, plus stored figures: for each map, or for each unit. */
  private Optional<Idiom> shifted(Node node, Formula formula) {
    if (!formula.equals(SUM) || node.operands().size() != 2) {
      return Optional.empty();
    }
    boolean first = isKnown(operand(node, 0));
    Node figures = operand(node, first ? 0 : 1);
    Node sums = operand(node, first ? 1 : 0);
    // A dense layer's maps of one cell are mostly a vector by now.
    while (sums.operation() instanceof Operation.Reshape && !isKnown(sums)) {
      sums = operand(sums, 0);
    }
    if (!isKnown(figures) || isKnown(sums) || !isPlain(sums.operation())) {
      return Optional.empty();
    }
    Idiom whole = sums(sums, Optional.of(figures));
    boolean dense = sums(sums, Optional.empty()) instanceof Idiom.Dense;
    if (dense) {
      return figures.shape().size() == sums.shape().size()
              && node.shape().size() == sums.shape().size()
          ? Optional.of(new Idiom.Dense(operand(sums, 0), operand(sums, 1), Optional.of(figures)))
          : Optional.empty();
    }
    boolean perMap = isPerMap(figures, sums.shape());
    boolean perUnit = figures.shape().equals(sums.shape());
    return node.shape().equals(sums.shape()) && (perMap || perUnit)
        ? Optional.of(whole)
        : Optional.empty();
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)}, and a weight and a bias. */
  private Optional<Idiom> normalised(Node node, Formula formula) {
    Formula standard = formula;
    Optional<Node> weight = Optional.empty();
    Optional<Node> bias = Optional.empty();
    if (formula
        instanceof
        Binary(
            Operator add,
            Binary(Operator multiply, Formula inner, Operand(int w)),
            Operand(int b))) {
      if (add != Operator.ADD || multiply != Operator.MULTIPLY) {
        return Optional.empty();
      }
      standard = inner;
      weight = Optional.of(operand(node, w));
      bias = Optional.of(operand(node, b));
    }
    if (!(standard
        instanceof
        Binary(
            Operator divide,
            Binary(Operator subtract, Operand(int x), Operand(int mean)),
            Unary(
                Formula.Function root,
                Binary(Operator plus, Operand(int variance), Constant(double epsilon)))))) {
      return Optional.empty();
    }
    boolean fits =
        divide == Operator.DIVIDE
            && subtract == Operator.SUBTRACT
            && root == Formula.Function.SQUARE_ROOT
            && plus == Operator.ADD
            && !isKnown(operand(node, x))
            && operand(node, x).shape().equals(node.shape());
    List<Node> figures =
        java.util.stream.Stream.of(
                Optional.of(operand(node, mean)),
                Optional.of(operand(node, variance)),
                weight,
                bias)
            .flatMap(Optional::stream)
            .toList();
    return fits && figures.stream().allMatch(figure -> isPerMap(figure, node.shape()))
        ? Optional.of(
            new Idiom.Normalised(
                operand(node, x),
                operand(node, mean),
                operand(node, variance),
                weight,
                bias,
                epsilon))
        : Optional.empty();
  }

  /** Whether a known value has a figure for each map of a value. */
  private boolean isPerMap(Node figures, Shape map) {
    Shape shape = figures.shape();
    return isKnown(figures)
        && shape.rank() == map.rank()
        && shape.channels() == map.channels()
        && shape.size() == map.channels();
  }
}
