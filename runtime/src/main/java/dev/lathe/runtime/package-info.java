/**
 * What users of a compiled network need at run time: {@link dev.lathe.runtime.Lathe#load} makes a
 * network of an interface and {@link dev.lathe.runtime.Weights}, {@link
 * dev.lathe.runtime.Classifier} has the usual entry points, {@link
 * dev.lathe.runtime.CompiledNetwork} is what lies behind the interface. Training is in {@code
 * dev.lathe.runtime.train}, its data in {@code dev.lathe.runtime.data}; {@code
 * dev.lathe.runtime.spi}, {@code math} and {@code vector} are for generated code.
 */
@NullMarked
package dev.lathe.runtime;

import org.jspecify.annotations.NullMarked;
