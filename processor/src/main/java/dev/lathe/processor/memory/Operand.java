package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;

/**
 * What one region of a contraction reads or writes, in memory.
 *
 * @param buffer which memory
 * @param index of the first element of a tile, affine in the contraction's axes
 * @param within how far a step inside the tile leads, affine in the contraction's axes. In the
 *     arena it is what {@code index} says, too; packed parameters lie tile by tile, so that the
 *     steps inside one are closer together than the tiles
 */
public record Operand(Buffer buffer, Index index, Index within) {

  /** Of a value whose elements lie at the same distance everywhere. */
  static Operand uniform(Buffer buffer, Index index) {
    return new Operand(buffer, index, index);
  }
}
