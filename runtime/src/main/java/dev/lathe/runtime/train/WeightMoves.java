package dev.lathe.runtime.train;

import dev.lathe.runtime.vector.VectorMoves;
import java.util.List;

/**
 * How floats come from places all over an array into a buffer, in few moves of many floats. Packed
 * buffers are filled by affine loops, so that nearly all of it is runs, which lie side by side on
 * both sides, and rectangles that are turned: kernels of the other direction have as vectors what
 * is summed in those of this one.
 *
 * @param groups for every {@link #GROUP} floats of a run where they come from and where they go
 * @param blocks for every block of {@link #GROUP} rows and {@link #COLUMNS} columns of a rectangle
 *     {@code from, fromStride, to, toStride}: {@code to[to + i * toStride + j] = from[from + j *
 *     fromStride + i]}
 * @param singles for every other float where it comes from and where it goes
 * @param windows the moves into each part of the buffer
 */
@SuppressWarnings("ArrayRecordComponent") // read by loops that must not allocate
record WeightMoves(int[] groups, int[] blocks, int[] singles, List<Window> windows) {

  static final int GROUP = VectorMoves.GROUP;
  static final int COLUMNS = VectorMoves.COLUMNS;

  /**
   * A part of the buffer into which whole moves go, and where its moves end among all; they begin
   * where those of the one before end.
   *
   * @param holes whether there are zeros between what is moved
   */
  record Window(int begin, int end, int groupsEnd, int blocksEnd, int singlesEnd, boolean holes) {}

  /**
   * Finds the moves.
   *
   * @param sources where each float of the buffer comes from
   * @param zero the source of those that are always zero, and so never move
   */
  static WeightMoves of(int[] sources, int zero) {
    return new MoveFinder(sources, zero).find();
  }
}
