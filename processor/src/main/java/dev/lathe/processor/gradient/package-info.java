/**
 * The backward pass, derived from the forward pass: graph to graph, in the same operations.
 *
 * <p>Reverse-mode differentiation: from the loss back to the parameters, each node passes the
 * derivative of the loss in its value on to its operands, by one rule an operation.
 */
@NullMarked
package dev.lathe.processor.gradient;

import org.jspecify.annotations.NullMarked;
