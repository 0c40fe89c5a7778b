package dev.lathe.runtime.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Moves floats by lists of many small moves, where a call or a loop for each would take longer than
 * the moving; for machines with vectors of 256 bits or more. A list is made once and used often.
 */
public final class VectorMoves {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;
  private static final int LANES = VectorBlock.SIDE;

  /** Floats in a group, and rows of a block, which are as many columns of what it is made of. */
  public static final int GROUP = 16;

  /** Columns of a block. */
  public static final int COLUMNS = 8;

  private VectorMoves() {}

  /**
   * Copies groups that lie side by side: the lists' numbers {@code begin} to {@code end - 1}.
   *
   * @param groups for each where it comes from and where it goes
   * @param shift how much nearer to the beginning of {@code b} it goes
   */
  public static void copy(float[] a, int[] groups, int begin, int end, float[] b, int shift) {
    for (int group = begin; group < end; group += 2) {
      int from = groups[group];
      int to = groups[group + 1] - shift;
      for (int i = 0; i < GROUP; i += LANES) {
        FloatVector.fromArray(SPECIES, a, from + i).intoArray(b, to + i);
      }
    }
  }

  /**
   * Turns blocks: {@code b[to - shift + i * toStride + j] = a[from + j * fromStride + i]} for
   * {@code i < GROUP} and {@code j < COLUMNS}.
   *
   * @param blocks for each {@code from, fromStride, to, toStride}
   */
  public static void turn(float[] a, int[] blocks, int begin, int end, float[] b, int shift) {
    for (int block = begin; block < end; block += 4) {
      int toStride = blocks[block + 3];
      for (int i = 0; i < GROUP; i += LANES) {
        int to = blocks[block + 2] - shift + i * toStride;
        VectorBlock.turn(a, blocks[block] + i, blocks[block + 1], b, to, toStride);
      }
    }
  }
}
