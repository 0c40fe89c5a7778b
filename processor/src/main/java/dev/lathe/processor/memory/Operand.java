package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;

/**
 * What a contraction reads or writes, in memory.
 *
 * @param buffer which memory
 * @param index of an element, affine in the contraction's axes
 */
public record Operand(Buffer buffer, Index index) {}
