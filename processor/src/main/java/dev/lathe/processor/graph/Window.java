package dev.lathe.processor.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a kernel or pooling window slides over a map: one entry per spatial axis in each list.
 *
 * <p>The output extent is {@code floor((in + before + after - dilation (kernel - 1) - 1) / stride)
 * + 1}.
 *
 * @param kernel extents of the window
 * @param stride step between windows, in input cells
 * @param before padding in front of the first cell
 * @param after padding behind the last cell
 * @param dilation distance between neighbouring taps, in input cells
 */
public record Window(
    List<Integer> kernel,
    List<Integer> stride,
    List<Integer> before,
    List<Integer> after,
    List<Integer> dilation)
    implements Windows {

  public Window {
    kernel = List.copyOf(kernel);
    stride = List.copyOf(stride);
    before = List.copyOf(before);
    after = List.copyOf(after);
    dilation = List.copyOf(dilation);
  }

  /** A window of stride 1 and no padding. */
  public static Window of(int... kernel) {
    List<Integer> ones = IntStream.of(kernel).map(k -> 1).boxed().toList();
    List<Integer> zeros = IntStream.of(kernel).map(k -> 0).boxed().toList();
    return new Window(IntStream.of(kernel).boxed().toList(), ones, zeros, zeros, ones);
  }

  /** The window that covers a whole map once: a dense layer is a convolution with it. */
  public static Window covering(Shape map) {
    return of(map.spatial());
  }

  @Override
  public int rank() {
    return kernel.size();
  }

  /** The number of taps. */
  public int taps() {
    return kernel.stream().mapToInt(Integer::intValue).reduce(1, Sizes::product);
  }

  /** The input cells that a window spans along {@code axis}, dilation included. */
  public int span(int axis) {
    return dilation.get(axis) * (kernel.get(axis) - 1) + 1;
  }

  /** The number of windows along {@code axis}; zero or negative where none fits. */
  public int outputExtent(int axis, int input) {
    int room = input + before.get(axis) + after.get(axis) - span(axis);
    return Math.floorDiv(room, stride.get(axis)) + 1;
  }

  /** {@link #outputExtent} of every spatial axis. */
  @Override
  public int[] outputExtents(int[] input) {
    return IntStream.range(0, rank()).map(axis -> outputExtent(axis, input[axis])).toArray();
  }

  @Override
  public Cells cells(int axis, int position, int input, int before, int after) {
    int step = dilation.get(axis);
    int corner = stride.get(axis) * position - this.before.get(axis);
    int firstTap = Math.max(0, Math.ceilDiv(-before - corner, step));
    int endTap = Math.min(kernel.get(axis), Math.ceilDiv(input + after - corner, step));
    return new Cells(corner + firstTap * step, Math.max(0, endTap - firstTap), step);
  }

  @Override
  public Windows along(int axis, Shape map) {
    return new Window(
        only(axis, kernel, 1),
        only(axis, stride, 1),
        only(axis, before, 0),
        only(axis, after, 0),
        only(axis, dilation, 1));
  }

  private static List<Integer> only(int axis, List<Integer> figures, int other) {
    return IntStream.range(0, figures.size())
        .map(d -> d == axis ? figures.get(d) : other)
        .boxed()
        .toList();
  }

  public boolean isPadded() {
    return before.stream().anyMatch(p -> p != 0) || after.stream().anyMatch(p -> p != 0);
  }
}
