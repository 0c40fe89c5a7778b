package dev.lathe.processor.graph;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * As many windows as are asked for, spread over the map: window i of n sees the cells {@code
 * floor(i in / n)} to {@code ceil((i + 1) in / n) - 1}, so that neighbours share a cell where n
 * does not divide the extent.
 *
 * @param extents the number of windows along each spatial axis
 */
public record AdaptiveWindows(List<Integer> extents) implements Windows {

  public AdaptiveWindows {
    extents = List.copyOf(extents);
  }

  @Override
  public int rank() {
    return extents.size();
  }

  @Override
  public int[] outputExtents(int[] input) {
    return extents.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Cells cells(int axis, int position, int input, int before, int after) {
    long count = extents.get(axis);
    int first = (int) (position * (long) input / count);
    int end = (int) Math.ceilDiv((position + 1L) * input, count);
    return new Cells(first, end - first, 1);
  }

  @Override
  public Windows along(int axis, Shape map) {
    return new AdaptiveWindows(
        IntStream.range(0, rank())
            .map(d -> d == axis ? extents.get(d) : map.extent(d + 1))
            .boxed()
            .toList());
  }

  @Override
  public String toString() {
    return extents.stream().map(String::valueOf).collect(Collectors.joining("x", "adaptive ", ""));
  }
}
