/**
 * The only hand-written code that refers to the incubating module {@code jdk.incubator.vector}. Its
 * classes may be loaded only where that module is in the module graph.
 */
@NullMarked
package dev.lathe.runtime.vector;

import org.jspecify.annotations.NullMarked;
