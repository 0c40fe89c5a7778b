package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;

/** Tables of indices, which have an entry for every element along an axis. */
final class Tables {
  /** Longer ones would take hundreds of megabytes of javac's memory. */
  private static final int LONGEST = 1 << 23;

  private Tables() {}

  /** The extent of an axis that a file asks for. */
  static int extent(long wanted) {
    if (wanted < 0 || wanted > LONGEST) {
      throw new TranslationException("an axis of %,d elements".formatted(wanted));
    }
    return (int) wanted;
  }

  /** A figure of a window, at least {@code least}. */
  static int figure(String name, long wanted, int least) {
    if (wanted < least || wanted > LONGEST) {
      throw new TranslationException("%s of %,d".formatted(name, wanted));
    }
    return (int) wanted;
  }

  /** Every element at its place. */
  static Relocation identity(Shape shape) {
    shape.extents().forEach(Tables::extent);
    return Relocation.identity(shape);
  }

  /** The axes in another order. */
  static Relocation permutation(Shape shape, int... order) {
    shape.extents().forEach(Tables::extent);
    return Relocation.permutation(shape, order);
  }
}
