package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;
import java.util.Optional;

/**
 * What one region of a contraction reads or writes, in memory.
 *
 * @param buffer which memory
 * @param index of the first element of a tile, affine in the contraction's axes
 * @param within how far a step inside the tile leads, affine in the contraction's axes. In the
 *     arena it is what {@code index} says, too; packed parameters lie tile by tile, so that the
 *     steps inside one are closer together than the tiles
 * @param groups of four vectors of a tile that lie in three, before the others; {@code within}
 *     leads through all of them as if each lay alone
 * @param row the coordinate in a split row, which neither of them contains
 */
public record Operand(
    Buffer buffer, Index index, Index within, int groups, Optional<SplitRow> row) {

  /** A coordinate, affine in the contraction's axes, in a row whose cells are sorted. */
  public record SplitRow(Index coordinate, Split split) {}

  Operand(Buffer buffer, Index index, Index within) {
    this(buffer, index, within, 0, Optional.empty());
  }

  /** Of weights of which four vectors lie in three. */
  static Operand rounded(Buffer buffer, Index index, Index within, int groups) {
    return new Operand(buffer, index, within, groups, Optional.empty());
  }

  /** Of a value whose elements lie at the same distance everywhere. */
  static Operand uniform(Buffer buffer, Index index) {
    return new Operand(buffer, index, index);
  }

  /** Whether steps along an axis inside a tile lead to other elements. */
  public boolean dependsOn(String axis) {
    return within.terms().containsKey(axis)
        || row.map(split -> split.coordinate().terms().containsKey(axis)).orElse(false);
  }
}
