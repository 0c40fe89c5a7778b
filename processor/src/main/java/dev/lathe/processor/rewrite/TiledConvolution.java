package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.graph.TileFilter;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution by filters of tiles: what follows from its shapes and the filters' family. Axes are
 * numbered as in a map's shape, whose first axis are the channels.
 *
 * @param window of the convolution
 * @param map what it reads
 * @param sums what it computes
 * @param family of the filters along its axes
 */
public record TiledConvolution(Window window, Shape map, Shape sums, FilterFamily family) {

  /**
   * Transforms of more products along two axes are no more one method that HotSpot compiles well.
   */
  private static final int MOST_PRODUCTS_TOGETHER = 13;

  /** Tiles with fewer products are kernels of their own: not for less than one product in 24. */
  private static final int LEAST_SAVED = 24;

  /** Transforms reach beyond a kernel's window: longer ones would be mostly zeros. */
  private static final int LONGEST_KERNEL = 64;

  /** A convolution of a graph. */
  public static TiledConvolution of(Graph graph, Node convolution, FilterFamily family) {
    Window window = ((Operation.Convolution) convolution.operation()).window();
    Shape map = graph.operand(convolution, 0).shape();
    return new TiledConvolution(window, map, convolution.shape(), family);
  }

  /** Whether there are filters for all axes, and, where one is to slide, such an axis. */
  public boolean isPossible() {
    boolean hasOther = axes().size() > 1 || !(family instanceof FilterFamily.Column);
    return hasOther && haveFilters();
  }

  private boolean haveFilters() {
    return axes().stream()
        .allMatch(
            axis ->
                taps(axis) <= LONGEST_KERNEL
                    && family.has(line(axis))
                    && (axis == window.rank() || filter(axis).parts() == 1));
  }

  /** The axes along which tiles are transformed: those of the kernel with more than one tap. */
  public List<Integer> axes() {
    return IntStream.rangeClosed(1, window.rank()).filter(axis -> taps(axis) > 1).boxed().toList();
  }

  /** The filter along one of these axes. */
  public TileFilter filter(int axis) {
    return family.filter(line(axis));
  }

  /** The parts of the kernel, which meet the next positions: those along the last axis. */
  public int parts() {
    return axes().stream().map(axis -> filter(axis).parts()).reduce(1, Sizes::product);
  }

  /** Whether parts of the kernel slide along the rows of a map that has several. */
  public boolean slides() {
    return window.rank() > 1 && parts() > 1;
  }

  /**
   * The shape of the products of channels: positions lie behind each other, so that tiles of the
   * product need not end with a row, unless a kernel slides along rows.
   *
   * @param channels of the map, or of the results
   * @param products of a tile
   * @param tiled the transformed map, with the products in front of its channels
   */
  Shape behind(int channels, int products, Shape tiled) {
    int cells = tiled.extents().getLast();
    return slides()
        ? Shape.of(channels, products, tiled.positions() / cells, cells)
        : Shape.of(channels, products, tiled.positions());
  }

  /**
   * The products that the tiles of a last row do without, as {@link TileFilter#products(int)} says;
   * 0 where that is not made use of. It is not where rows go in blocks: the last block would read
   * its weights in another order, from a copy of their own.
   *
   * @param rows of tiles in a block
   */
  public int leftOut(int rows) {
    if (!axes().contains(1) || steps().size() > 1 || rows < tiles(1)) {
      return 0;
    }
    int products = filter(1).products();
    int leftOut = products - filter(1).products(takenOfLast());
    return LEAST_SAVED * leftOut < products * tiles(1) ? 0 : leftOut;
  }

  /**
   * The results that the tiles of a last row give: those that are wanted, and one more where their
   * products would be odd. Points of one sign have no sums to share, so that their transforms are
   * dearer than those of pairs.
   */
  int takenOfLast() {
    TileFilter filter = filter(1);
    int wanted = sums.extent(1) - (tiles(1) - 1) * filter.outputs();
    boolean inPairs = filter.products(wanted) % 2 == 0;
    return inPairs ? wanted : Math.min(filter.outputs(), wanted + 1);
  }

  /** The number of tiles along one of these axes. */
  public int tiles(int axis) {
    return Math.ceilDiv(sums.extent(axis), filter(axis).outputs());
  }

  /**
   * The axes in the order of their transforms, those together whose transforms are one step: what
   * lies between the two of a step stays in the first-level cache.
   */
  public List<List<Integer>> steps() {
    List<Integer> axes = axes();
    boolean fit = axes.stream().allMatch(axis -> filter(axis).products() <= MOST_PRODUCTS_TOGETHER);
    int alone = Math.max(0, axes.size() - (fit ? 2 : 1));
    List<List<Integer>> steps = new ArrayList<>();
    axes.subList(0, alone).forEach(axis -> steps.add(List.of(axis)));
    steps.add(axes.subList(alone, axes.size()));
    return steps;
  }

  private FilterFamily.Line line(int axis) {
    List<Integer> axes = axes();
    return new FilterFamily.Line(
        taps(axis), sums.extent(axis), axes.getFirst() == axis, axes.size(), window.rank() == 1);
  }

  private int taps(int axis) {
    return window.kernel().get(axis - 1);
  }
}
