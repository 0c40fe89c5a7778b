/**
 * The network as operations with inferred shapes: plain data that knows nothing of javac.
 *
 * <p>A graph is a list of nodes in topological order; an edge is a node's index. The forward and
 * the backward pass are made of the same operations.
 */
@NullMarked
package dev.lathe.processor.graph;

import org.jspecify.annotations.NullMarked;
