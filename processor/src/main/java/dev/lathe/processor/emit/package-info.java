/**
 * Writes Java: kernel classes from loop programs, once on vectors and once on scalars, and the
 * class that implements the user's interface. Only this package and {@code write}, which hands its
 * files over, know JavaPoet. Its text is part of the product: one short statement a line, at most
 * 100 columns, the same for the same input.
 */
@NullMarked
package dev.lathe.processor.emit;

import org.jspecify.annotations.NullMarked;
