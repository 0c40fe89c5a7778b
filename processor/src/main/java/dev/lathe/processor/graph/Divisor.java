package dev.lathe.processor.graph;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What the sum of a pooling window is divided by. */
public sealed interface Divisor {

  /** The same number for every window; 1 leaves the sum as it is. */
  record Fixed(int value) implements Divisor {}

  /**
   * The number of cells that the window sees of the map, and of the padding around it that counts.
   *
   * @param before cells that count in front of each axis
   * @param after cells that count behind it
   */
  record Count(List<Integer> before, List<Integer> after) implements Divisor {
    public Count {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** The divisor of sums that are no means. */
  static Divisor none() {
    return new Fixed(1);
  }

  /** The number of the map's own cells. */
  static Divisor cells(int rank) {
    return new Count(Collections.nCopies(rank, 0), Collections.nCopies(rank, 0));
  }

  /** What is left of the divisor along one axis: the product over the axes is the divisor. */
  default Divisor along(int axis) {
    return switch (this) {
      case Fixed _ -> axis == 0 ? this : none();
      case Count(List<Integer> before, List<Integer> after) ->
          new Count(only(axis, before), only(axis, after));
    };
  }

  private static List<Integer> only(int axis, List<Integer> figures) {
    return IntStream.range(0, figures.size())
        .map(d -> d == axis ? figures.get(d) : 0)
        .boxed()
        .toList();
  }

  /**
   * One axis's factor of the divisor of a window; at least 1. A fixed divisor is the factor of the
   * first axis.
   */
  default int factor(Windows windows, int axis, int position, int input) {
    return switch (this) {
      case Fixed(int value) -> axis == 0 ? value : 1;
      case Count(List<Integer> before, List<Integer> after) ->
          Math.max(
              1, windows.cells(axis, position, input, before.get(axis), after.get(axis)).count());
    };
  }
}
