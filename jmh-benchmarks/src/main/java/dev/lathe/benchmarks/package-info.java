/**
 * JMH benchmarks of compiled networks, each on plain Java and on vectors as a pair.
 *
 * <pre>{@code
 * mvn -q -DskipTests package                      # makes jmh-benchmarks/target/benchmarks.jar
 * java -jar jmh-benchmarks/target/benchmarks.jar  # all of them, about ten minutes
 * java -jar jmh-benchmarks/target/benchmarks.jar Forward -p network=LENET_5
 * }</pre>
 *
 * <p>Neither a forward pass nor a training step allocates anything: {@code gc.alloc.rate.norm} is 0
 * B/op (a figure far below 1 is JMH's own) in
 *
 * <pre>{@code
 * java -jar jmh-benchmarks/target/benchmarks.jar -prof gc -f 1
 * }</pre>
 *
 * <p>A test calls every benchmark method, and compares what it returns with a naive computation in
 * double precision. The forks get {@code --add-modules jdk.incubator.vector} by themselves.
 */
@NullMarked
package dev.lathe.benchmarks;

import org.jspecify.annotations.NullMarked;
