package dev.lathe.runtime.vector;

import static dev.lathe.runtime.vector.LanePairs.ACROSS_1_OF_8;
import static dev.lathe.runtime.vector.LanePairs.ACROSS_2_OF_8;
import static dev.lathe.runtime.vector.LanePairs.ACROSS_4_OF_8;
import static dev.lathe.runtime.vector.LanePairs.SET_1_OF_8;
import static dev.lathe.runtime.vector.LanePairs.SET_2_OF_8;
import static dev.lathe.runtime.vector.LanePairs.SET_4_OF_8;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns eight rows of eight floats in registers: rows that are 4, 2 and 1 apart exchange those of
 * their lanes that are so far apart. Zipping halves instead takes twice as many permutations.
 */
final class VectorBlock {

  /** Rows of a block, and its columns. */
  static final int SIDE = 8;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

  private VectorBlock() {}

  /**
   * {@code b[to + i * toStride + j] = a[from + j * fromStride + i]}. It is written out: as methods
   * of ours, and not of the Vector API's, C2 left some of the exchanges out where it had inlined
   * 8,000 bytecodes (DesiredMethodLimit), and their vectors were objects.
   */
  static void turn(float[] a, int from, int fromStride, float[] b, int to, int toStride) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, a, from);
    FloatVector a1 = FloatVector.fromArray(SPECIES, a, from + fromStride);
    FloatVector a2 = FloatVector.fromArray(SPECIES, a, from + 2 * fromStride);
    FloatVector a3 = FloatVector.fromArray(SPECIES, a, from + 3 * fromStride);
    FloatVector a4 = FloatVector.fromArray(SPECIES, a, from + 4 * fromStride);
    FloatVector a5 = FloatVector.fromArray(SPECIES, a, from + 5 * fromStride);
    FloatVector a6 = FloatVector.fromArray(SPECIES, a, from + 6 * fromStride);
    FloatVector a7 = FloatVector.fromArray(SPECIES, a, from + 7 * fromStride);
    FloatVector b0 = a0.blend(a4.rearrange(ACROSS_4_OF_8), SET_4_OF_8);
    FloatVector b4 = a0.rearrange(ACROSS_4_OF_8).blend(a4, SET_4_OF_8);
    FloatVector b1 = a1.blend(a5.rearrange(ACROSS_4_OF_8), SET_4_OF_8);
    FloatVector b5 = a1.rearrange(ACROSS_4_OF_8).blend(a5, SET_4_OF_8);
    FloatVector b2 = a2.blend(a6.rearrange(ACROSS_4_OF_8), SET_4_OF_8);
    FloatVector b6 = a2.rearrange(ACROSS_4_OF_8).blend(a6, SET_4_OF_8);
    FloatVector b3 = a3.blend(a7.rearrange(ACROSS_4_OF_8), SET_4_OF_8);
    FloatVector b7 = a3.rearrange(ACROSS_4_OF_8).blend(a7, SET_4_OF_8);
    FloatVector c0 = b0.blend(b2.rearrange(ACROSS_2_OF_8), SET_2_OF_8);
    FloatVector c2 = b0.rearrange(ACROSS_2_OF_8).blend(b2, SET_2_OF_8);
    FloatVector c1 = b1.blend(b3.rearrange(ACROSS_2_OF_8), SET_2_OF_8);
    FloatVector c3 = b1.rearrange(ACROSS_2_OF_8).blend(b3, SET_2_OF_8);
    FloatVector c4 = b4.blend(b6.rearrange(ACROSS_2_OF_8), SET_2_OF_8);
    FloatVector c6 = b4.rearrange(ACROSS_2_OF_8).blend(b6, SET_2_OF_8);
    FloatVector c5 = b5.blend(b7.rearrange(ACROSS_2_OF_8), SET_2_OF_8);
    FloatVector c7 = b5.rearrange(ACROSS_2_OF_8).blend(b7, SET_2_OF_8);
    FloatVector d0 = c0.blend(c1.rearrange(ACROSS_1_OF_8), SET_1_OF_8);
    FloatVector d1 = c0.rearrange(ACROSS_1_OF_8).blend(c1, SET_1_OF_8);
    FloatVector d2 = c2.blend(c3.rearrange(ACROSS_1_OF_8), SET_1_OF_8);
    FloatVector d3 = c2.rearrange(ACROSS_1_OF_8).blend(c3, SET_1_OF_8);
    FloatVector d4 = c4.blend(c5.rearrange(ACROSS_1_OF_8), SET_1_OF_8);
    FloatVector d5 = c4.rearrange(ACROSS_1_OF_8).blend(c5, SET_1_OF_8);
    FloatVector d6 = c6.blend(c7.rearrange(ACROSS_1_OF_8), SET_1_OF_8);
    FloatVector d7 = c6.rearrange(ACROSS_1_OF_8).blend(c7, SET_1_OF_8);
    d0.intoArray(b, to);
    d1.intoArray(b, to + toStride);
    d2.intoArray(b, to + 2 * toStride);
    d3.intoArray(b, to + 3 * toStride);
    d4.intoArray(b, to + 4 * toStride);
    d5.intoArray(b, to + 5 * toStride);
    d6.intoArray(b, to + 6 * toStride);
    d7.intoArray(b, to + 7 * toStride);
  }
}
