/**
 * Functions of a few numbers as expression trees: what an element-wise operation computes. They are
 * plain data that can be simplified, differentiated, evaluated and printed.
 */
@NullMarked
package dev.lathe.processor.formula;

import org.jspecify.annotations.NullMarked;
