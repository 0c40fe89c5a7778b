package dev.lathe.runtime.io;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Checks that the tensors of a file have the sizes they claim, and cover its data without overlap
 * or gap.
 */
final class LayoutCheck {

  private LayoutCheck() {}

  static void check(List<TensorEntry> entries, long dataSize) throws SafeTensorsException {
    for (TensorEntry entry : entries) {
      if (entry.begin() > entry.end() || entry.end() > dataSize) {
        throw wrongRange(entry, "is not a range of the file's " + dataSize + " bytes of data");
      }
      checkSize(entry);
    }
    List<TensorEntry> ordered =
        entries.stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    long covered = 0;
    for (TensorEntry entry : ordered) {
      if (entry.begin() != covered) {
        throw wrongRange(
            entry,
            (entry.begin() < covered ? "overlaps" : "leaves a gap after")
                + " the tensor before it, which ends at "
                + covered);
      }
      covered = entry.end();
    }
    if (covered != dataSize) {
      throw new SafeTensorsException(
          "the tensors end at byte " + covered + " of the data, which has " + dataSize + " bytes");
    }
  }

  private static void checkSize(TensorEntry entry) throws SafeTensorsException {
    long bits = entry.type().bits();
    try {
      for (long extent : entry.shape()) {
        bits = Math.multiplyExact(bits, extent);
      }
    } catch (ArithmeticException e) {
      throw SafeTensorsException.inTensor(
          entry.name(),
          "the shape " + Arrays.toString(entry.shape()) + " has more elements than fit anywhere");
    }
    if (bits % Byte.SIZE != 0 || bits / Byte.SIZE != entry.end() - entry.begin()) {
      throw wrongRange(
          entry,
          "has not the size of "
              + entry.type()
              + Arrays.toString(entry.shape())
              + ", which is "
              + (bits + Byte.SIZE - 1) / Byte.SIZE
              + " bytes");
    }
  }

  private static SafeTensorsException wrongRange(TensorEntry entry, String message) {
    return SafeTensorsException.inTensor(
        entry.name(), "data_offsets [" + entry.begin() + ", " + entry.end() + "] " + message);
  }
}
