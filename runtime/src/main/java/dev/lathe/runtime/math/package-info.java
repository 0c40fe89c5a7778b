/**
 * Elementary functions for generated scalar code. The vector code has the same ones in {@code
 * dev.lathe.runtime.vector}, operation by operation, so that both give the same bits.
 */
@NullMarked
package dev.lathe.runtime.math;

import org.jspecify.annotations.NullMarked;
