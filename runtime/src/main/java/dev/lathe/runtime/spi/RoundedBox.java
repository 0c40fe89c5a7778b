package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** A {@link Packing.Rounded} made ready to run. */
final class RoundedBox {
  /** Words are bits, which may be no number. */
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Packing.Rounded rounded;
  private final List<StridedCopy> copies;

  /**
   * Checks every copy, and the box itself.
   *
   * @param place of a parameter by its name
   * @param sizes of parameters, by place
   */
  RoundedBox(
      Packing.Rounded rounded, ToIntFunction<String> place, List<Integer> sizes, Packing packing) {
    this.rounded = rounded;
    long end = rounded.destination() + (rounded.trips() - 1L) * rounded.stride() + rounded.words();
    if (end > packing.segmentFloats()) {
      throw new IllegalArgumentException(
          "Rounded weights end at %d, but the packed SEGMENT has %d floats: the generated code is"
                  .formatted(end, packing.segmentFloats())
              + " faulty");
    }
    Map<Packing.Storage, Integer> room = Map.of(Packing.Storage.ARRAY, rounded.floats());
    this.copies =
        rounded.copies().stream()
            .map(
                copy -> {
                  int parameter = place.applyAsInt(copy.parameter());
                  return StridedCopy.of(copy, parameter, sizes.get(parameter), room);
                })
            .toList();
  }

  /** Rounds the weights, and writes their words into the segment. */
  void pack(float[][] sources, MemorySegment segment) {
    float[] weights = new float[rounded.floats()];
    for (StridedCopy copy : copies) {
      copy.packIntoArray(sources[copy.parameter()], weights);
    }
    int lanes = rounded.lanes();
    int[] words = new int[Fp24.WORDS * lanes];
    int from = 0;
    for (int trip = 0; trip < rounded.trips(); trip++) {
      int to = rounded.destination() + trip * rounded.stride();
      for (int run = 0; run < rounded.runs(); run++) {
        int group = 0;
        for (; group + Fp24.WEIGHTS <= rounded.vectors(); group += Fp24.WEIGHTS) {
          Fp24.pack(weights, from, lanes, words);
          MemorySegment.copy(words, 0, segment, WORD, (long) to * Float.BYTES, words.length);
          from += Fp24.WEIGHTS * lanes;
          to += words.length;
        }
        int rest = (rounded.vectors() - group) * lanes;
        long behind = (long) to * Float.BYTES;
        MemorySegment.copy(weights, from, segment, PackedWeights.LAYOUT, behind, rest);
        from += rest;
        to += rest;
      }
    }
  }
}
