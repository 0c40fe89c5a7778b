package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.List;

/** Tables of indices, which have an entry for every element along an axis. */
final class Tables {
  /** Longer ones would take hundreds of megabytes of javac's memory. */
  private static final int LONGEST = 1 << 23;

  private Tables() {}

  /** The extent of an axis that a file asks for. */
  static int extent(long wanted) {
    InvalidException.unless(wanted >= 0, "an axis of %,d elements", wanted);
    if (wanted > LONGEST) {
      throw new TranslationException(
          "an axis of %,d elements, of which %,d are the most".formatted(wanted, LONGEST));
    }
    return (int) wanted;
  }

  /** A figure of a window, at least {@code least}. */
  static int figure(String name, long wanted, int least) {
    InvalidException.unless(wanted >= least, "%s of %,d, and %d is the least", name, wanted, least);
    if (wanted > LONGEST) {
      throw new TranslationException(
          "%s of %,d, and %,d is the most".formatted(name, wanted, LONGEST));
    }
    return (int) wanted;
  }

  /** Every element at its place. */
  static Relocation identity(Shape shape) {
    shape.extents().forEach(Tables::extent);
    return Relocation.identity(shape);
  }

  /** Every element at its place, but for one axis, which has a table of its own. */
  static Relocation along(Shape shape, int axis, List<Integer> indices) {
    // A recurrent layer cuts each step out of a sequence: no tables of its length for all of them.
    Relocation relocation = identity(shape.withExtent(axis, 0));
    return relocation.withIndices(axis, indices);
  }

  /** The axes in another order. */
  static Relocation permutation(Shape shape, int... order) {
    shape.extents().forEach(Tables::extent);
    return Relocation.permutation(shape, order);
  }
}
