package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;

/**
 * Convolution, max-pooling with windows side by side: only the maxima are stored. Where the windows
 * do not cover the map, the rest of it is not computed at all. Tiles of a map with two axes take
 * pooling too, since the cells of a window are at hand together: those that are transformed along
 * one of them while the kernel slides along the other, and those of both.
 */
final class FuseMaxPool extends PairRewrite {
  private final FusionPolicy policy;

  FuseMaxPool(FusionPolicy policy) {
    this.policy = policy;
  }

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return Epilogues.of(head).filter(FuseMaxPool::leavesRoom).isPresent()
        && tail.operation() instanceof Operation.MaxPool(Window window)
        && liesSideBySide(window)
        && pools(graph, head, window)
        && policy.fusesMaxPool(graph, head, tail);
  }

  private static boolean leavesRoom(Epilogue epilogue) {
    return epilogue.maxPool().isEmpty()
        && !epilogue.addend()
        && epilogue.function().filter(f -> !f.equals(Epilogue.RELU)).isEmpty();
  }

  private static boolean pools(Graph graph, Node head, Window window) {
    return switch (head.operation()) {
      case Operation.Convolution convolution -> isUniform(graph, head, convolution);
      case Operation.TransformOutput output ->
          window.rank() == 2
              && liesInTiles(output, window)
              && (graph.operand(head, 0).shape().spatialRank() > 2
                  || (output.axes().size() == 2 && usesEveryTile(output, head.shape(), window)));
      default -> false;
    };
  }

  /** Whether no window has cells of several tiles. */
  private static boolean liesInTiles(Operation.TransformOutput output, Window window) {
    return output.axes().stream()
        .allMatch(back -> back.matrix().height() % window.kernel().get(back.axis() - 1) == 0);
  }

  /** Whether all tiles have cells of windows: what is pooled tells how many of them there are. */
  private static boolean usesEveryTile(
      Operation.TransformOutput output, Shape cells, Window window) {
    return output.axes().stream()
        .allMatch(
            back -> {
              int extent = cells.extent(back.axis());
              int size = window.kernel().get(back.axis() - 1);
              return back.tiles(extent) == back.tiles(extent / size * size);
            });
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Window window = (Window) ((Operation.MaxPool) tail.operation()).windows();
    Operation fused = Epilogues.with(head, Epilogues.of(head).orElseThrow().withMaxPool(window));
    // What is known of a convolution by tiles is known by its name.
    boolean byTiles = head.operation() instanceof Operation.TransformOutput;
    String name = byTiles ? head.name() : head.name() + "_" + tail.name();
    return copy.add(name, head, fused, tail.shape(), copy.operands(head));
  }

  /** Weights or a bias that differ from cell to cell would differ inside of a window. */
  private static boolean isUniform(Graph graph, Node head, Operation.Convolution convolution) {
    boolean untied = convolution.connections() instanceof Connections.Untied;
    boolean perUnit =
        convolution.epilogue().bias() && graph.operand(head, 2).shape().positions() > 1;
    return !untied && !perUnit;
  }

  private static boolean liesSideBySide(Window window) {
    return window.stride().equals(window.kernel())
        && !window.isPadded()
        && window.dilation().stream().allMatch(dilation -> dilation == 1);
  }
}
