package dev.lathe.runtime.train;

import static dev.lathe.runtime.train.WeightMoves.COLUMNS;
import static dev.lathe.runtime.train.WeightMoves.GROUP;

import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Transposition;
import dev.lathe.runtime.train.WeightMoves.Window;
import dev.lathe.runtime.vector.VectorMoves;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Packs weights that lie in training order into a buffer, in every step: those that the pass reads
 * in another order. Most of them lie in runs or are turned. Blocks that are turned in registers
 * were faster than AVX-512's gathers, and a buffer that is written a window at a time faster than
 * one with writes all over it, by a fifth and a tenth, when all of LeNet-5's weights were packed.
 */
final class WeightGather {

  private static final Window NONE = new Window(0, 0, 0, 0, 0, false);

  private final int[] groups;
  private final int[] blocks;
  private final int[] singles;
  private final Window[] windows;
  private final boolean vectors;

  private final int from;

  /** For each thread room for a window. */
  private final float[][] scratch;

  /**
   * Plans the packing.
   *
   * @param sources where each float of the buffer comes from
   * @param from the first float that is packed: what lies before it is not touched
   * @param zero the source of those that are always zero, as the buffer is in the beginning
   */
  WeightGather(int[] sources, int from, int zero, VectorPath path, int threads) {
    int[] packed = Arrays.copyOfRange(sources, Math.min(from, sources.length), sources.length);
    WeightMoves moves = WeightMoves.of(packed, zero);
    this.from = from;
    this.groups = moves.groups();
    this.blocks = moves.blocks();
    this.singles = moves.singles();
    this.windows = moves.windows().toArray(Window[]::new);
    this.vectors = path.bits() >= 256;
    int largest = 0;
    for (Window window : windows) {
      largest = Math.max(largest, window.end() - window.begin());
    }
    this.scratch = new float[threads][largest];
  }

  /** Packs a thread's share. */
  void copy(float[] values, float[] to, int thread) {
    for (int i = begin(thread); i < begin(thread + 1); i++) {
      Window window = windows[i];
      fill(values, i, scratch[thread]);
      System.arraycopy(
          scratch[thread], 0, to, from + window.begin(), window.end() - window.begin());
    }
  }

  /** Packs a thread's share into a segment. */
  void copy(float[] values, MemorySegment to, int thread) {
    for (int i = begin(thread); i < begin(thread + 1); i++) {
      Window window = windows[i];
      fill(values, i, scratch[thread]);
      MemorySegment.copy(
          scratch[thread],
          0,
          to,
          PackedWeights.LAYOUT,
          (long) (from + window.begin()) * Float.BYTES,
          window.end() - window.begin());
    }
  }

  private int begin(int thread) {
    return Evaluation.share(windows.length, thread, scratch.length);
  }

  private void fill(float[] values, int number, float[] to) {
    Window window = windows[number];
    Window before = number == 0 ? NONE : windows[number - 1];
    int shift = window.begin();
    if (window.holes()) {
      Arrays.fill(to, 0);
    }
    if (vectors) {
      VectorMoves.copy(values, groups, before.groupsEnd(), window.groupsEnd(), to, shift);
      VectorMoves.turn(values, blocks, before.blocksEnd(), window.blocksEnd(), to, shift);
    } else {
      for (int at = before.groupsEnd(); at < window.groupsEnd(); at += 2) {
        System.arraycopy(values, groups[at], to, groups[at + 1] - shift, GROUP);
      }
      for (int at = before.blocksEnd(); at < window.blocksEnd(); at += 4) {
        int place = blocks[at + 2] - shift;
        Transposition.copy(
            values, blocks[at], blocks[at + 1], to, place, blocks[at + 3], GROUP, COLUMNS);
      }
    }
    for (int at = before.singlesEnd(); at < window.singlesEnd(); at += 2) {
      to[singles[at + 1] - shift] = values[singles[at]];
    }
  }
}
