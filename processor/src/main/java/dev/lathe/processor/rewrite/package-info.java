/**
 * Rewrites of the graph that make it cheaper and keep its meaning: graph to graph.
 *
 * <p>{@link dev.lathe.processor.rewrite.Rewrites} lists them in their order.
 */
@NullMarked
package dev.lathe.processor.rewrite;

import org.jspecify.annotations.NullMarked;
