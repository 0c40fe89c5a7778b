package dev.lathe.runtime.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies groups of 16 floats that lie anywhere to places side by side: with plain moves where they
 * lie side by side before, too, otherwise with AVX-512's gathers.
 */
public final class VectorGather {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

  /** Floats in a group. */
  public static final int GROUP = 16;

  private VectorGather() {}

  /**
   * Copies the groups {@code begin} to {@code end - 1}.
   *
   * @param sources where each float comes from
   * @param starts where each group comes from that lies side by side; negative for others
   */
  public static void copy(
      float[] from, int[] sources, int[] starts, float[] to, int begin, int end) {
    for (int group = begin; group < end; group++) {
      group(from, sources, starts, group).intoArray(to, GROUP * group);
    }
  }

  /** The same to a segment of little-endian floats. */
  public static void copy(
      float[] from, int[] sources, int[] starts, MemorySegment to, int begin, int end) {
    for (int group = begin; group < end; group++) {
      long at = (long) group * (GROUP * Float.BYTES);
      group(from, sources, starts, group).intoMemorySegment(to, at, ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static FloatVector group(float[] from, int[] sources, int[] starts, int group) {
    int start = starts[group];
    return start >= 0
        ? FloatVector.fromArray(SPECIES, from, start)
        : FloatVector.fromArray(SPECIES, from, 0, sources, GROUP * group);
  }
}
