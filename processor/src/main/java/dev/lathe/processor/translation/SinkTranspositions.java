package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets transpositions sink towards the outputs: what does not care for the order of axes is
 * computed on the value as it lies, and the transposition follows. There it meets the next one,
 * which undoes it: files whose channels come last have one before and one behind every convolution.
 * A dense layer's weight takes up the last of them.
 */
final class SinkTranspositions {
  private final Graph graph;
  private final GraphBuilder copy;
  private final MovedWeights weights;
  private final Map<Integer, Moved> values = new HashMap<>();
  private final Map<Moved, Node> written = new HashMap<>();

  SinkTranspositions(Graph graph, MovedWeights weights) {
    this.graph = graph;
    this.copy = new GraphBuilder(graph.name());
    this.weights = weights;
  }

  /** The graph with as few transpositions as this finds; some of its nodes may be dead. */
  Graph sunk() {
    for (Node node : graph.nodes()) {
      List<Moved> operands = node.operands().stream().map(values::get).toList();
      values.put(node.id(), moved(node, operands));
    }
    return copy.build(
        graph.outputs().stream().map(values::get).map(this::still).toArray(Node[]::new));
  }

  private Moved moved(Node node, List<Moved> operands) {
    if (node.operation() instanceof Operation.Convolution && operands.get(0).isStill()) {
      Optional<Node> unpadded =
          ConvolutionIdioms.unpadded(copy, node, operands.get(0).node(), still(operands.get(1)));
      if (unpadded.isPresent()) {
        return Moved.still(unpadded.get());
      }
    }
    return switch (node.operation()) {
      case Operation.Reindex(Relocation relocation) -> relocated(node, relocation, operands.get(0));
      case Operation.Reshape() -> reshaped(node, operands.get(0));
      case Operation.Activate _, Operation.Pointwise _, Operation.Add _ ->
          elementwise(node, operands);
      case Operation.Reduce reduce -> {
        List<Integer> order = operands.get(0).order();
        List<Integer> axes = reduce.axes().stream().map(order::get).sorted().toList();
        Operation same = new Operation.Reduce(reduce.reduction(), axes);
        yield new Moved(add(node, same, operands.get(0).node()), order);
      }
      case Operation.Concatenate(int axis) -> {
        List<Integer> order = best(operands, node.shape().rank());
        boolean still = order.equals(Moved.inPlace(order.size()));
        Node[] parts =
            operands.stream()
                .map(part -> still ? still(part) : along(part, order))
                .toArray(Node[]::new);
        yield new Moved(add(node, new Operation.Concatenate(order.get(axis)), parts), order);
      }
      case Operation.Softmax _, Operation.LogSoftmax _
          when operands.get(0).rank() > 0 && operands.get(0).order().get(0) == 0 ->
          new Moved(add(node, node.operation(), operands.get(0).node()), operands.get(0).order());
      case Operation.Convolution convolution when isDense(convolution, operands.get(0)) ->
          dense(node, convolution, operands);
      default -> {
        Node[] still = operands.stream().map(this::still).toArray(Node[]::new);
        yield Moved.still(
            copy.add(node.name(), node.layer(), node.operation(), node.shape(), still));
      }
    };
  }

  private Node add(Node original, Operation operation, Node... operands) {
    return copy.add(original.name(), original.layer(), operation, operands);
  }

  /** A movement of what is moved: what is left besides the order of axes is done at once. */
  private Moved relocated(Node node, Relocation relocation, Moved operand) {
    List<Relocation.AxisTable> tables = new ArrayList<>(relocation.axes());
    List<Integer> order = new ArrayList<>();
    for (Relocation.AxisTable axis : relocation.axes()) {
      int source = operand.order().get(axis.source());
      order.add(source);
      tables.set(source, new Relocation.AxisTable(source, axis.indices()));
    }
    Relocation inPlace = new Relocation(tables, relocation.fill());
    boolean moves = !inPlace.equals(Relocation.identity(operand.node().shape()));
    Node source =
        moves ? add(node, new Operation.Reindex(inPlace), operand.node()) : operand.node();
    return settled(node, new Moved(source, order));
  }

  /** An order in which only axes of one element change places is a shape. */
  private Moved settled(Node node, Moved value) {
    List<Integer> axes = value.axes();
    return value.isStill() || !axes.equals(axes.stream().sorted().toList())
        ? value
        : Moved.still(shaped(node, value.node(), value.shape()));
  }

  private Node shaped(Node original, Node node, Shape shape) {
    if (node.shape().equals(shape)) {
      return node;
    }
    if (node.operation() instanceof Operation.Reshape) {
      // A reshape of a reshape is one.
      return shaped(original, copy.node(node.operand(0)), shape);
    }
    return node.operation() instanceof Operation.Constant figures
        ? copy.add(node.name(), node.layer(), figures, shape)
        : copy.add(
            original.name() + ".shaped", original.layer(), new Operation.Reshape(), shape, node);
  }

  /** A shape that only puts in or leaves out axes of one element can wait as well. */
  private Moved reshaped(Node node, Moved operand) {
    List<Integer> before = withoutOnes(operand.shape());
    if (operand.isStill() || !before.equals(withoutOnes(node.shape()))) {
      Node[] source = {still(operand)};
      return Moved.still(
          copy.add(node.name(), node.layer(), node.operation(), node.shape(), source));
    }
    int ones = node.shape().rank() - before.size();
    List<Integer> extents = new ArrayList<>();
    for (int k = 0; k < ones; k++) {
      extents.add(1);
    }
    extents.addAll(withoutOnes(operand.node().shape()));
    List<Integer> sorted = operand.axes().stream().sorted().toList();
    List<Integer> order = new ArrayList<>();
    int one = 0;
    int other = 0;
    for (int extent : node.shape().extents()) {
      order.add(extent == 1 ? one++ : ones + sorted.indexOf(operand.axes().get(other++)));
    }
    Shape shape = new Shape(extents);
    return settled(node, new Moved(shaped(node, operand.node(), shape), order));
  }

  private static List<Integer> withoutOnes(Shape shape) {
    return shape.extents().stream().filter(extent -> extent != 1).toList();
  }

  private Moved elementwise(Node node, List<Moved> operands) {
    int rank = node.shape().rank();
    List<Integer> order = best(operands, rank);
    if (order.equals(Moved.inPlace(rank))) {
      Node[] still = operands.stream().map(this::still).toArray(Node[]::new);
      return Moved.still(
          ConvolutionIdioms.biased(copy, node, still)
              .orElseGet(
                  () ->
                      copy.add(node.name(), node.layer(), node.operation(), node.shape(), still)));
    }
    Node[] along = operands.stream().map(operand -> along(operand, order)).toArray(Node[]::new);
    Node sum =
        ConvolutionIdioms.biased(copy, node, along)
            .orElseGet(() -> add(node, node.operation(), along));
    return new Moved(sum, order);
  }

  /**
   * The order of axes for which the fewest elements of operands have to be moved, and of several
   * such orders one for which the fewest operands get another shape.
   */
  private List<Integer> best(List<Moved> operands, int rank) {
    Set<List<Integer>> orders = new LinkedHashSet<>();
    orders.add(Moved.inPlace(rank));
    operands.stream().filter(each -> each.rank() == rank).map(Moved::order).forEach(orders::add);
    List<Integer> best = Moved.inPlace(rank);
    long least = Long.MAX_VALUE;
    int fewest = Integer.MAX_VALUE;
    for (List<Integer> order : orders) {
      long moved = 0;
      int shaped = 0;
      for (Moved operand : operands) {
        boolean lies = isSorted(operand.axesAlong(order)) || weights.canMove(operand.node());
        moved += lies ? 0 : operand.node().shape().size();
        boolean same = operand.shapeAlong(order).equals(operand.node().shape());
        shaped += same || operand.rank() < rank ? 0 : 1;
      }
      if (moved < least || (moved == least && shaped < fewest)) {
        least = moved;
        fewest = shaped;
        best = order;
      }
    }
    return best;
  }

  private static boolean isSorted(List<Integer> axes) {
    return axes.equals(axes.stream().sorted().toList());
  }

  /** An operand as it has to lie where values of its user's rank lie in the given order. */
  private Node along(Moved operand, List<Integer> order) {
    Shape shape = operand.shapeAlong(order);
    List<Integer> axes = operand.axesAlong(order);
    if (isSorted(axes)) {
      return shaped(operand.node(), operand.node(), shape);
    }
    List<Integer> all = new ArrayList<>(axes);
    for (int axis = 0; axis < operand.node().shape().rank(); axis++) {
      if (operand.node().shape().extent(axis) == 1) {
        all.add(axis);
      }
    }
    Node turned =
        weights.canMove(operand.node())
            ? weights.moved(copy, operand.node(), all)
            : written(new Moved(operand.node(), all));
    return shaped(operand.node(), turned, shape);
  }

  /** The value, moved. */
  private Node still(Moved value) {
    return value.isStill() ? value.node() : written(value);
  }

  private Node written(Moved value) {
    return written.computeIfAbsent(value, this::write);
  }

  private Node write(Moved value) {
    Node node = value.node();
    int[] order = value.order().stream().mapToInt(Integer::intValue).toArray();
    Relocation turn = Relocation.permutation(node.shape(), order);
    if (turn.isReshape(node.shape())) {
      return shaped(node, node, value.shape());
    }
    if (node.operation() instanceof Operation.Reindex(Relocation before)) {
      Optional<Relocation> both = turn.after(before);
      if (both.isPresent()) {
        Node source = copy.node(node.operand(0));
        if (both.get().isReshape(source.shape())) {
          return shaped(node, source, value.shape());
        }
        return copy.add(
            node.name() + ".moved", node.layer(), new Operation.Reindex(both.get()), source);
      }
    }
    return copy.add(node.name() + ".moved", node.layer(), new Operation.Reindex(turn), node);
  }

  /** Whether a window covers the whole of a value that is moved. */
  private static boolean isDense(Operation.Convolution convolution, Moved map) {
    return !map.isStill()
        && convolution.connections().equals(Connections.full())
        && convolution.window().equals(Window.covering(map.shape()));
  }

  /** The weight is moved instead of the value, once and for all. */
  private Moved dense(Node node, Operation.Convolution convolution, List<Moved> operands) {
    Moved map = operands.get(0);
    Node weight = still(operands.get(1));
    if (!weights.canMove(weight)) {
      Node[] still = {still(map), weight};
      return Moved.still(copy.add(node.name(), node.layer(), convolution, node.shape(), still));
    }
    List<Integer> order = new ArrayList<>(List.of(0));
    Moved.inverse(map.order()).forEach(axis -> order.add(axis + 1));
    Window window = Window.covering(map.node().shape());
    Operation same = new Operation.Convolution(window, false, convolution.epilogue());
    return Moved.still(add(node, same, map.node(), weights.moved(copy, weight, order)));
  }
}
