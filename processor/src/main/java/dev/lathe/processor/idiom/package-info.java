/**
 * Finds in a graph's general operations again what people have names for: dense layers, batch
 * normalisation, activations. What leaves Lathe, as an ONNX file or as an annotated interface, is
 * said in these words.
 */
@NullMarked
package dev.lathe.processor.idiom;

import org.jspecify.annotations.NullMarked;
