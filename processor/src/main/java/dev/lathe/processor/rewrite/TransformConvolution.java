package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Operation.TransformInput;
import dev.lathe.processor.graph.Operation.TransformInput.Along;
import dev.lathe.processor.graph.Operation.TransformOutput;
import dev.lathe.processor.graph.Operation.TransformOutput.Back;
import dev.lathe.processor.graph.Operation.TransformProducts;
import dev.lathe.processor.graph.Operation.TransformProducts.LeftOut;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.TileFilter;
import dev.lathe.processor.graph.Tiles;
import dev.lathe.processor.graph.WeightTransform;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Computes convolutions by {@link TileFilter}s, Winograd's or Fourier transforms: a transform of
 * the map along each axis, a product of matrices for each element of a transformed tile (which is a
 * grouped convolution with a kernel of one tap, and scheduled as such), and a transform back along
 * each axis. Weights are transformed when they are loaded.
 */
final class TransformConvolution implements Rewrite {

  private final TransformPolicy policy;

  TransformConvolution(TransformPolicy policy) {
    this.policy = policy;
  }

  /** One convolution. */
  private record Plan(
      Node convolution,
      Operation.Convolution operation,
      TiledConvolution tiled,
      TransformPolicy.Blocks blocks) {

    /** The results of a tile along an axis. */
    int outputs(int axis) {
      return filter(axis).outputs();
    }

    int tiles(int axis) {
      return tiled.tiles(axis);
    }

    /** The products that the tiles of the last row do without. */
    int leftOut() {
      return tiled.leftOut(blocks.rows());
    }

    List<Integer> axes() {
      return tiled.axes();
    }

    TileFilter filter(int axis) {
      return tiled.filter(axis);
    }

    WeightTransform ofWeights() {
      List<WeightTransform.Step> steps = new ArrayList<>();
      for (int axis : axes()) {
        var matrix = filter(axis).ofWeights();
        steps.add(
            new WeightTransform.Step(axis + 1, operation.flip() ? matrix.reversed() : matrix));
      }
      return new WeightTransform(blocks.family().label(), steps);
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
    return policy
        .blocks(graph, node)
        .map(
            blocks ->
                new Plan(
                    node, convolution, TiledConvolution.of(graph, node, blocks.family()), blocks));
  }

  private static boolean isPlain(Operation.Convolution convolution) {
    Window window = convolution.window();
    return convolution.connections().equals(Connections.full())
        && convolution.epilogue().maxPool().isEmpty()
        && window.stride().stream().allMatch(stride -> stride == 1)
        && window.dilation().stream().allMatch(dilation -> dilation == 1)
        && window.kernel().stream().anyMatch(taps -> taps > 1)
        && isUnpaddedWhereUntransformed(window);
  }

  private static boolean isUnpaddedWhereUntransformed(Window window) {
    return IntStream.range(0, window.rank())
        .filter(axis -> window.kernel().get(axis) == 1)
        .allMatch(axis -> window.before().get(axis) == 0 && window.after().get(axis) == 0);
  }

  /** Weights that another node reads as they are stored stay as they are, and so do integers. */
  private static boolean isOwnParameter(Graph graph, Node convolution) {
    Node weights = graph.operand(convolution, 1);
    return weights.operation() instanceof Operation.Parameter parameter
        && parameter.numbers().mayBeTransformed()
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
    for (int row = 0; row < tiles; row += plan.blocks().rows()) {
      blocks.add(block(copy, plan, row, Math.min(tiles, row + plan.blocks().rows())));
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
    Node map = copy.of(node.operand(0));
    Shape tiled = map.shape();
    List<List<Integer>> steps = plan.tiled().steps();
    for (List<Integer> axes : steps) {
      List<Along> along = new ArrayList<>();
      int channels = tiled.channels();
      int products = 1;
      for (int axis : axes) {
        Along each = along(plan, axis, from, to);
        products *= each.matrix().height();
        tiled = tiled.withExtent(axis, each.tiles().count());
        along.add(each);
      }
      boolean last = axes.equals(steps.getLast());
      Shape behind = plan.tiled().behind(channels, products, tiled);
      tiled = tiled.withExtent(0, products * channels);
      String name = node.name() + (last ? "_cells" : "_tiles");
      map = copy.add(name, node, new TransformInput(along), last ? behind : tiled, map);
    }
    int blocks = map.shape().channels() / copy.of(node.operand(0)).shape().channels();
    int outputs = node.shape().channels();
    Operation product = new TransformProducts(blocks, plan.tiled().parts(), leftOut(plan));
    int last = map.shape().spatialRank();
    Shape sums =
        map.shape()
            .withExtent(0, blocks * outputs)
            .withExtent(last, map.shape().extent(last) - (plan.tiled().parts() - 1));
    map = copy.add(node.name() + "_products", node, product, sums, map, copy.of(node.operand(1)));
    tiled = tiled.withExtent(0, sums.extent(0) * sums.extent(1));
    for (List<Integer> axes : steps.reversed()) {
      List<Back> back = new ArrayList<>();
      for (int axis : axes.reversed()) {
        TileFilter filter = plan.filter(axis);
        int channels = tiled.channels() / filter.products();
        tiled = tiled.withExtent(0, channels).withExtent(axis, cells(plan, axis, from, to));
        if (filter.products() > 1) {
          back.add(back(plan, axis));
        }
      }
      map = output(copy, plan, back, from, tiled, map);
    }
    return map;
  }

  private static Along along(Plan plan, int axis, int from, int to) {
    boolean first = axis == plan.axes().getFirst();
    int begin = first ? from : 0;
    int count = first ? to - from : plan.tiles(axis);
    int before = plan.operation().window().before().get(axis - 1);
    TileFilter filter = plan.filter(axis);
    int step = filter.outputs();
    Tiles tiles = new Tiles(begin * step - before, step, count + filter.parts() - 1);
    Matrix matrix = filter.ofInput();
    Matrix last = endsWithinTile(plan, axis) ? filter.ofInput(plan.tiled().takenOfLast()) : matrix;
    return new Along(axis, matrix, last, tiles);
  }

  private static Back back(Plan plan, int axis) {
    TileFilter filter = plan.filter(axis);
    Matrix matrix = filter.ofOutput();
    return endsWithinTile(plan, axis)
        ? new Back(axis, matrix, filter.ofOutput(plan.tiled().takenOfLast()))
        : new Back(axis, matrix);
  }

  /** Whether the tiles of the last row along an axis do without some products. */
  private static boolean endsWithinTile(Plan plan, int axis) {
    return axis == 1 && plan.leftOut() > 0;
  }

  private static Optional<LeftOut> leftOut(Plan plan) {
    int first = plan.axes().getFirst();
    int products = plan.filter(first).products();
    return endsWithinTile(plan, first)
        ? Optional.of(new LeftOut(products, products - plan.leftOut(), plan.tiles(first)))
        : Optional.empty();
  }

  /** How many cells along an axis the tiles of a block give. */
  private static int cells(Plan plan, int axis, int from, int to) {
    int extent = plan.convolution().shape().extent(axis);
    return axis == plan.axes().getFirst()
        ? Math.min(extent, to * plan.outputs(axis)) - from * plan.outputs(axis)
        : extent;
  }

  private static Node output(
      GraphCopy copy, Plan plan, List<Back> axes, int from, Shape shape, Node map) {
    Node node = plan.convolution();
    int first = plan.axes().getFirst();
    boolean last = axes.getLast().axis() == first;
    Epilogue epilogue = last ? plan.operation().epilogue() : Epilogue.NONE;
    Operation output = new TransformOutput(axes, epilogue, last ? from * plan.outputs(first) : 0);
    String name = last ? node.name() : node.name() + "_sums";
    List<Node> operands = new ArrayList<>(List.of(map));
    if (last) {
      // Bias and addend.
      node.operands().stream().skip(2).map(copy::of).forEach(operands::add);
    }
    return copy.add(name, node, output, shape, operands.toArray(Node[]::new));
  }
}
