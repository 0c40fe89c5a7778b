package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;

/**
 * What a contraction reads or writes, in memory.
 *
 * @param buffer which memory
 * @param index of the element that a tile begins with, affine in the contraction's axes
 * @param withinTile how far the tile's other elements are from it, affine in the same axes; packed
 *     memory holds the vectors of a tile side by side, so that there the two differ
 */
public record Operand(Buffer buffer, Index index, Index withinTile) {}
