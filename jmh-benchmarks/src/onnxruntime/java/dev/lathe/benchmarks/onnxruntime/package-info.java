/**
 * The sample networks on Lathe and on ONNX Runtime, both in one run: {@code mvn -q -DskipTests
 * -Ponnxruntime verify}. These sources belong to the Maven profile of that name; the default build
 * neither compiles them nor downloads the peer.
 */
@NullMarked
package dev.lathe.benchmarks.onnxruntime;

import org.jspecify.annotations.NullMarked;
