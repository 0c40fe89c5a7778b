package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;

/**
 * What a contraction reads or writes, in memory.
 *
 * @param buffer which memory
 * @param index of an element, affine in the contraction's axes
 * @param blockStride floats between the runs of neighbouring vectors in packed memory, 0 in feature
 *     maps: a run is what all summands of one vector of results need
 */
public record Operand(Buffer buffer, Index index, int blockStride) {}
