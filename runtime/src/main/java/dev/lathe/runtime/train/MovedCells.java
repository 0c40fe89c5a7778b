package dev.lathe.runtime.train;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The weights that are read among those which are updated, and yet lie elsewhere: of frozen
 * parameters, whose counterparts among the gradients mean nothing, and of parameters that several
 * layers use. Where parameters are frozen, zeros that fill their vectors up are brought back, too:
 * a map that overflows gives them gradients that are no numbers, and the parameters themselves
 * none.
 *
 * @param sources where each comes from
 * @param cells where each is read
 */
@SuppressWarnings("ArrayRecordComponent") // read by a loop in every step
record MovedCells(int[] sources, int[] cells) {

  /**
   * Finds them.
   *
   * @param sources where each cell of the array comes from
   * @param end behind the cells that are updated
   * @param zero the source of those that hold nothing
   * @param fillings the cells that no element has, if zeros are to be brought back
   */
  static MovedCells of(int[] sources, int end, int zero, BitSet fillings) {
    int[] cells =
        IntStream.range(0, Math.min(end, sources.length))
            .filter(cell -> sources[cell] == zero ? fillings.get(cell) : sources[cell] != cell)
            .toArray();
    return new MovedCells(IntStream.of(cells).map(cell -> sources[cell]).toArray(), cells);
  }

  /** Brings them where they are read. */
  void copy(float[] values) {
    for (int i = 0; i < cells.length; i++) {
      values[cells[i]] = values[sources[i]];
    }
  }
}
