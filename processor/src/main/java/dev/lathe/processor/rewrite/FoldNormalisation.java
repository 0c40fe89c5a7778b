package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Linear;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.FoldedParameter;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Numbers;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Convolution, a straight line for each map: the slopes go into the weights, the offsets into the
 * bias, when these are loaded. That is what batch normalisation is once its statistics are known. A
 * training's graph stays as it is, since there weights change with every step.
 */
final class FoldNormalisation extends PairRewrite {

  /** What the runtime's arithmetic has no word for. */
  private static boolean isPlain(Formula formula) {
    return switch (formula) {
      case Formula.Select _ -> false;
      case Formula.Unary(Formula.Function function, Formula _)
          when function == Formula.Function.ERF ->
          false;
      default -> Trees.parts(formula).stream().allMatch(FoldNormalisation::isPlain);
    };
  }

  /**
   * The line of each map.
   *
   * @param parameters the names of its operands
   */
  private record Lines(Linear line, List<String> parameters) {}

  @Override
  boolean appliesTo(Graph graph) {
    return isInference(graph);
  }

  /** A training's graph has a target. */
  static boolean isInference(Graph graph) {
    return graph.nodes().stream().noneMatch(n -> n.operation() instanceof Operation.Target);
  }

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return Epilogues.of(head).filter(Epilogue::isPlain).isPresent()
        && isStored(graph.operand(head, 1))
        && maps(graph.operand(head, 1), head).isPresent()
        && (head.operands().size() < 3 || isStored(graph.operand(head, 2)))
        && head.shape().equals(tail.shape())
        && lines(graph, tail).isPresent();
  }

  /** A parameter as it is stored. */
  private static boolean isStored(Node node) {
    return node.operation() instanceof Operation.Parameter parameter
        && parameter.transform().isEmpty()
        && parameter.folding().isEmpty();
  }

  /**
   * Whether a node is a straight line in its first operand, with parameters of one figure a map.
   */
  static boolean isLine(Graph graph, Node node) {
    return lines(graph, node).isPresent();
  }

  private static Optional<Lines> lines(Graph graph, Node tail) {
    if (!(tail.operation() instanceof Operation.Pointwise(Formula formula))) {
      return Optional.empty();
    }
    Map<Integer, Formula> operands = new HashMap<>();
    List<String> parameters = new ArrayList<>();
    for (int k = 1; k < tail.operands().size(); k++) {
      Node operand = graph.operand(tail, k);
      if (operand.operation() instanceof Operation.Constant(List<Double> elements)
          && elements.size() == 1) {
        operands.put(k, Formulas.constant(elements.getFirst()));
      } else if (isStored(operand) && isPerMap(operand.shape(), tail.shape())) {
        operands.put(k, Formulas.operand(parameters.size()));
        parameters.add(((Operation.Parameter) operand.operation()).name());
      } else {
        return Optional.empty();
      }
    }
    // The convolution's value gets the number behind the parameters'.
    int value = parameters.size();
    operands.put(0, Formulas.operand(value));
    return Linear.of(Trees.substitute(formula, operands::get), value)
        .filter(line -> isPlain(line.slope()) && isPlain(line.offset()))
        .map(line -> new Lines(line, parameters));
  }

  private static boolean isPerMap(Shape operand, Shape map) {
    return operand.rank() == map.rank()
        && operand.channels() == map.channels()
        && operand.positions() == 1;
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Graph graph = copy.source();
    Lines lines = lines(graph, tail).orElseThrow();
    Node weight = graph.operand(head, 1);
    FoldedParameter ofWeight =
        new FoldedParameter(
            tail.layer(),
            Optional.of(name(weight)),
            lines.line().slope(),
            Formulas.ZERO,
            lines.parameters(),
            maps(weight, head).orElseThrow());
    Optional<Node> own =
        head.operands().size() > 2 ? Optional.of(graph.operand(head, 2)) : Optional.empty();
    Shape shape = own.map(Node::shape).orElse(Shape.of(head.shape().channels()));
    FoldedParameter ofBias =
        new FoldedParameter(
            tail.layer(),
            own.map(FoldNormalisation::name),
            lines.line().slope(),
            lines.line().offset(),
            lines.parameters(),
            new FoldedParameter.Maps(
                shape.channels(), shape.positions(), shape.channels(), shape.size()));
    return copy.add(
        fusedName(head, tail),
        head,
        Epilogues.with(head, Epilogue.NONE.withBias()),
        tail.shape(),
        copy.of(head.operand(0)),
        folded(copy, head, name(weight), weight.shape(), stored(weight), numbers(weight), ofWeight),
        folded(
            copy,
            head,
            own.map(FoldNormalisation::name).orElse(name(weight) + ".bias"),
            shape,
            own.map(FoldNormalisation::stored).orElse(shape),
            numbers(weight),
            ofBias));
  }

  private static Node folded(
      GraphCopy copy,
      Node head,
      String name,
      Shape computed,
      Shape stored,
      Numbers numbers,
      FoldedParameter folding) {
    Operation parameter =
        new Operation.Parameter(
            name, stored, false, numbers, Optional.of(folding), Optional.empty());
    return copy.add(name + " with " + folding.label(), head, parameter, computed);
  }

  private static String name(Node parameter) {
    return ((Operation.Parameter) parameter.operation()).name();
  }

  private static Numbers numbers(Node parameter) {
    return ((Operation.Parameter) parameter.operation()).numbers();
  }

  private static Shape stored(Node parameter) {
    return ((Operation.Parameter) parameter.operation()).stored();
  }

  /** The output map of each element of a weight; absent for weights in another form. */
  private static Optional<FoldedParameter.Maps> maps(Node weight, Node head) {
    Shape shape = weight.shape();
    int size = shape.size();
    int count = head.shape().channels();
    return switch (head.operation()) {
      case Operation.Convolution convolution ->
          switch (convolution.connections()) {
            case Connections.Groups _ ->
                Optional.of(new FoldedParameter.Maps(count, size / count, count, size));
            case Connections.Untied() -> {
              int positions = head.shape().positions();
              int inner = size / positions / count;
              yield Optional.of(new FoldedParameter.Maps(count, inner, count, inner * count));
            }
            case Connections.Table table -> {
              List<Integer> order = new ArrayList<>();
              for (int map = 0; map < count; map++) {
                order.addAll(Collections.nCopies(table.rows().get(map).size(), map));
              }
              int taps = size / order.size();
              yield Optional.of(new FoldedParameter.Maps(count, taps, order.size(), size, order));
            }
          };
      case Operation.TransposedConvolution transposed
          when transposed.connections() instanceof Connections.Groups(int groups) -> {
        int each = shape.extent(1);
        int inner = size / shape.extent(0) / each;
        yield Optional.of(new FoldedParameter.Maps(count, inner, each, size / groups));
      }
      default -> Optional.empty();
    };
  }
}
