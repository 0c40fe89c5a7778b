package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.List;

/** Which convolutions may have their vectors along the rows of maps. */
final class Rows {
  private final Graph graph;
  private final Machine machine;

  Rows(Graph graph, Machine machine) {
    this.graph = graph;
    this.machine = machine;
  }

  /**
   * Whether a depthwise convolution between the network's ends is all that reads an image. It needs
   * no channels in vectors, and an image and a result that are not turned: 144 maps of 56x56 with
   * 3x3 taps took 220 us along their channels, of which 143 went into turning them twice, and 139
   * along their rows.
   */
  boolean isBest(Node input) {
    List<Node> users = graph.users(input.id());
    return users.size() == 1
        && users.getFirst().operation() instanceof Operation.Convolution convolution
        && convolution.connections().equals(new Connections.Groups(input.shape().channels()))
        && convolution.window().rank() > 0
        && step(convolution) == 1
        && fillVectors(users.getFirst())
        && graph.users(users.getFirst().id()).isEmpty()
        && areReadable(users.getFirst(), convolution);
  }

  /** Whether rows of the operand could be read and rows of the result used. */
  boolean areReadable(Node node, Operation.Convolution convolution) {
    // Reductions go in memory order, which must be the same everywhere.
    if (machine.isScalar()
        || machine.strict()
        || convolution.window().rank() == 0
        || convolution.epilogue().addend()
        || differsAlongRows(node, convolution)) {
      return false;
    }
    boolean overlapping = fillVectors(node);
    boolean readable =
        (step(convolution) == 1 && overlapping) || isSortable(graph.operand(node, 0));
    return readable && readsRows(node, overlapping);
  }

  /** Whether rows fill a vector, so that their last one may begin earlier. */
  boolean fillVectors(Node node) {
    return node.shape().extent(node.shape().spatialRank()) >= machine.lanes();
  }

  /** How far neighbours of a row of results lie apart in what is read. */
  static int step(Operation.Convolution convolution) {
    Window window = convolution.window();
    int last = window.rank() - 1;
    return window.stride().get(last)
        * convolution.epilogue().maxPool().map(pool -> pool.kernel().get(last)).orElse(1);
  }

  /**
   * The image alone can be brought into any order, with room behind its rows, while it is copied
   * for its one user.
   */
  private boolean isSortable(Node node) {
    return node.operation() instanceof Operation.Input && graph.users(node.id()).size() == 1;
  }

  /** Whether weights or bias differ along a row: packed for whole vectors, they cannot overlap. */
  private boolean differsAlongRows(Node node, Operation.Convolution convolution) {
    return convolution.connections() instanceof Connections.Untied
        || (convolution.epilogue().bias() && graph.operand(node, 2).shape().positions() > 1);
  }

  /**
   * Whether all users read single elements, rows, or each element once: pooling wants channels in
   * vectors, and so do groups. Where rows are not overlapping, what fills their last vectors lies
   * where padding behind the rows would.
   */
  private boolean readsRows(Node node, boolean overlapping) {
    for (Node user : graph.users(node.id())) {
      // As an addend it is wanted in the order of the sums.
      boolean once = user.operands().lastIndexOf(node.id()) == 0;
      boolean reads =
          switch (user.operation()) {
            case Operation.Convolution convolution ->
                once
                    && isUngrouped(convolution.connections())
                    && (overlapping || isUnpadded(convolution.window()));
            case Operation.WeightGradient gradient ->
                user.operand(0) == node.id()
                    && isUngrouped(gradient.connections())
                    && (overlapping || isUnpadded(gradient.window()));
            case Operation.TransformInput input ->
                keepsRows(user, input, node) && (overlapping || isUnpadded(input, node.shape()));
            case Operation.Activate _ -> readsRows(user, overlapping);
            default -> false;
          };
      if (!reads) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a transform of tiles along one axis, which is all that there is to do before their
   * products, leaves rows as they are, so that vectors may run along them. Where rows do not fill a
   * vector, it is written beyond their end, which another row must not follow.
   */
  boolean keepsRows(Node tiles, Operation.TransformInput input, Node map) {
    int last = map.shape().spatialRank();
    boolean apart = tiles.shape().spatialRank() > 2 || map.shape().extent(last) >= machine.lanes();
    return tiles.shape().channels() == map.shape().channels()
        && apart
        && input.transforms().size() == 1
        && input.transforms().getFirst().axis() != last;
  }

  private static boolean isUnpadded(Operation.TransformInput input, Shape map) {
    int last = map.spatialRank();
    return input.axes().stream()
        .filter(along -> along.axis() == last)
        .allMatch(along -> along.tiles().cell(along.tiles().count()) <= map.extent(last));
  }

  private static boolean isUngrouped(Connections connections) {
    return !(connections instanceof Connections.Groups(int count)) || count == 1;
  }

  private static boolean isUnpadded(Window window) {
    return window.after().getLast() == 0;
  }
}
