/**
 * ONNX files as plain records. {@link OnnxSchema} names the fields that are read, the others are
 * skipped; protobuf's own library reads the wire format.
 */
@NullMarked
package dev.lathe.processor.onnx;

import org.jspecify.annotations.NullMarked;
