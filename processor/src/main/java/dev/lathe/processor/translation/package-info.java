/**
 * ONNX graphs in Lathe's operations: constants are folded, shapes inferred, and each operator is
 * composed of the graph's general operations. What comes out is a graph like any other.
 */
@NullMarked
package dev.lathe.processor.translation;

import org.jspecify.annotations.NullMarked;
