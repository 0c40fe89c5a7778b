/**
 * Where everything lies: one arena for the values of an image, packed copies of the weights, packed
 * sums of their gradients; every offset is fixed at compile time.
 */
@NullMarked
package dev.lathe.processor.memory;

import org.jspecify.annotations.NullMarked;
