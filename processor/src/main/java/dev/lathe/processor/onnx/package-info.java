/**
 * ONNX files as plain records. The schema is written out here: each reader names the fields that it
 * takes and skips the others; protobuf's own library reads the wire format.
 */
@NullMarked
package dev.lathe.processor.onnx;

import org.jspecify.annotations.NullMarked;
