/** Networks of one layer each, the layers that large networks spend their time in. */
@NullMarked
package dev.lathe.benchmarks.layers;

import org.jspecify.annotations.NullMarked;
