/**
 * Says a network in ONNX's operators: those that other tools know by name where a layer is one of
 * them, general ones else.
 */
@NullMarked
package dev.lathe.processor.export;

import org.jspecify.annotations.NullMarked;
