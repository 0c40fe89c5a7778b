/**
 * From scheduled, placed operations to the loop language: one lowering for the forward and the
 * backward pass.
 */
@NullMarked
package dev.lathe.processor.lowering;

import org.jspecify.annotations.NullMarked;
