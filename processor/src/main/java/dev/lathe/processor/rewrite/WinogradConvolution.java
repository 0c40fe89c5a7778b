package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Tiles;
import dev.lathe.processor.graph.WeightTransform;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Winograd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Computes convolutions by {@link Winograd}'s algorithm: a transform of the map along each axis, a
 * product of matrices for each element of a transformed tile (which is a grouped convolution with a
 * kernel of one tap, and scheduled as such), and a transform back along each axis. Weights are
 * transformed when they are loaded.
 */
final class WinogradConvolution implements Rewrite {
  private static final int LONGEST_KERNEL = 5;

  private final WinogradPolicy policy;

  WinogradConvolution(WinogradPolicy policy) {
    this.policy = policy;
  }

  /** One convolution: its filters along the axes of the kernel that have more than one tap. */
  private record Plan(
      Node convolution, Operation.Convolution operation, WinogradPolicy.Tiling tiling) {

    int outputs() {
      return tiling.outputs();
    }

    /** The number of tiles along an axis. */
    int tiles(int axis) {
      return Math.ceilDiv(convolution.shape().extent(axis), outputs());
    }

    /** The axes of a map's shape along which tiles are transformed. */
    List<Integer> axes() {
      List<Integer> axes = new ArrayList<>();
      for (int d = 0; d < operation.window().rank(); d++) {
        if (operation.window().kernel().get(d) > 1) {
          axes.add(d + 1);
        }
      }
      return axes;
    }

    Winograd filter(int axis) {
      return new Winograd(outputs(), operation.window().kernel().get(axis - 1));
    }

    WeightTransform ofWeights() {
      List<WeightTransform.Step> steps = new ArrayList<>();
      for (int axis : axes()) {
        var matrix = filter(axis).ofWeights();
        steps.add(
            new WeightTransform.Step(axis + 1, operation.flip() ? matrix.reversed() : matrix));
      }
      return new WeightTransform("Winograd's filter for " + outputs() + " outputs", steps);
    }
  }

  /** Whether a convolution is one that is computed so. */
  boolean takes(Graph graph, Node node) {
    return plan(graph, node).isPresent();
  }

  @Override
  public Graph apply(Graph graph) {
    Map<Integer, Plan> ofConvolutions = new HashMap<>();
    Map<Integer, Plan> ofWeights = new HashMap<>();
    for (Node node : graph.nodes()) {
      plan(graph, node)
          .ifPresent(
              plan -> {
                ofConvolutions.put(node.id(), plan);
                ofWeights.put(node.operand(1), plan);
              });
    }
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      Plan transformed = ofWeights.get(node.id());
      Plan plan = ofConvolutions.get(node.id());
      if (transformed != null) {
        copy.put(node, weights(copy, node, transformed.ofWeights()));
      } else if (plan != null) {
        copy.put(node, convolution(copy, plan));
      } else {
        copy.copy(node);
      }
    }
    return copy.finish();
  }

  private Optional<Plan> plan(Graph graph, Node node) {
    if (!(node.operation() instanceof Operation.Convolution convolution)
        || !isPlain(convolution)
        || (convolution.epilogue().bias() && graph.operand(node, 2).shape().positions() > 1)
        || !isOwnParameter(graph, node)) {
      return Optional.empty();
    }
    return policy.tiling(graph, node).map(tiling -> new Plan(node, convolution, tiling));
  }

  private static boolean isPlain(Operation.Convolution convolution) {
    Window window = convolution.window();
    return convolution.connections().equals(Connections.full())
        && convolution.epilogue().maxPool().isEmpty()
        && window.stride().stream().allMatch(stride -> stride == 1)
        && window.dilation().stream().allMatch(dilation -> dilation == 1)
        && window.kernel().stream().anyMatch(taps -> taps > 1)
        && window.kernel().stream().allMatch(taps -> taps <= LONGEST_KERNEL)
        && isUnpaddedWhereUntransformed(window);
  }

  private static boolean isUnpaddedWhereUntransformed(Window window) {
    return IntStream.range(0, window.rank())
        .filter(axis -> window.kernel().get(axis) == 1)
        .allMatch(axis -> window.before().get(axis) == 0 && window.after().get(axis) == 0);
  }

  /** Weights that another node reads as they are stored stay as they are. */
  private static boolean isOwnParameter(Graph graph, Node convolution) {
    Node weights = graph.operand(convolution, 1);
    return weights.operation() instanceof Operation.Parameter parameter
        && parameter.transform().isEmpty()
        && parameter.stored().equals(weights.shape())
        && graph.users(weights.id()).size() == 1
        && !graph.outputs().contains(weights.id());
  }

  private static Node weights(GraphCopy copy, Node node, WeightTransform transform) {
    Operation.Parameter parameter = (Operation.Parameter) node.operation();
    Operation transformed = parameter.transformed(transform);
    Shape shape = transform.shape(parameter.stored());
    Shape flat = Shape.of(shape.extent(0), shape.extent(1), 1);
    return copy.add(node.name(), node, transformed, flat);
  }

  /** All blocks of tiles, behind each other. */
  private static Node convolution(GraphCopy copy, Plan plan) {
    Node node = plan.convolution();
    int first = plan.axes().getFirst();
    int tiles = plan.tiles(first);
    List<Node> blocks = new ArrayList<>();
    for (int row = 0; row < tiles; row += plan.tiling().rows()) {
      blocks.add(block(copy, plan, row, Math.min(tiles, row + plan.tiling().rows())));
    }
    return blocks.size() == 1
        ? blocks.getFirst()
        : copy.add(
            node.name(),
            node,
            new Operation.Concatenate(first),
            node.shape(),
            blocks.toArray(Node[]::new));
  }

  /** The results of the tiles {@code from} to {@code to - 1} along the first axis. */
  private static Node block(GraphCopy copy, Plan plan, int from, int to) {
    Node node = plan.convolution();
    int first = plan.axes().getFirst();
    Node map = copy.of(node.operand(0));
    int products = 1;
    Shape tiled = map.shape();
    for (int axis : plan.axes()) {
      Winograd filter = plan.filter(axis);
      int begin = axis == first ? from : 0;
      int tiles = axis == first ? to - from : plan.tiles(axis);
      int before = plan.operation().window().before().get(axis - 1);
      Tiles cells = new Tiles(begin * plan.outputs() - before, plan.outputs(), tiles);
      tiled = extents(tiled, filter.products() * tiled.channels(), axis, tiles);
      Operation input = new Operation.WinogradInput(axis, filter.ofInput(), cells);
      boolean last = axis == plan.axes().getLast();
      String name = node.name() + (last ? "_cells" : "_tiles");
      map = copy.add(name, node, input, last ? flat(tiled) : tiled, map);
      products *= filter.products();
    }
    Operation product =
        new Operation.Convolution(
            Window.of(1), new Connections.Groups(products), false, Epilogue.NONE);
    int channels = node.shape().channels();
    Shape sums = extents(map.shape(), products * channels, 1, map.shape().extent(1));
    map = copy.add(node.name() + "_products", node, product, sums, map, copy.of(node.operand(1)));
    for (int axis : plan.axes().reversed()) {
      Winograd filter = plan.filter(axis);
      products /= filter.products();
      int extent = node.shape().extent(axis);
      int wanted =
          axis == first ? Math.min(extent, to * plan.outputs()) - from * plan.outputs() : extent;
      tiled = extents(tiled, products * channels, axis, wanted);
      int begin = axis == first ? from * plan.outputs() : 0;
      map = output(copy, plan, axis, begin, tiled, map);
    }
    return map;
  }

  private static Node output(GraphCopy copy, Plan plan, int axis, int from, Shape shape, Node map) {
    Node node = plan.convolution();
    boolean last = axis == plan.axes().getFirst();
    Epilogue epilogue = last ? plan.operation().epilogue() : Epilogue.NONE;
    Operation output =
        new Operation.WinogradOutput(axis, plan.filter(axis).ofOutput(), epilogue, from);
    String name = last ? node.name() : node.name() + "_sums";
    List<Node> operands = new ArrayList<>(List.of(map));
    if (last) {
      // Bias and addend.
      node.operands().stream().skip(2).map(copy::of).forEach(operands::add);
    }
    return copy.add(name, node, output, shape, operands.toArray(Node[]::new));
  }

  /** All positions behind each other, so that tiles of the product need not end with a row. */
  private static Shape flat(Shape shape) {
    return Shape.of(shape.channels(), shape.positions());
  }

  private static Shape extents(Shape shape, int channels, int axis, int extent) {
    List<Integer> extents = new ArrayList<>(shape.extents());
    extents.set(0, channels);
    extents.set(axis, extent);
    return new Shape(extents);
  }
}
