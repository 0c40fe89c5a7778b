/** JMH benchmarks of compiled networks. */
@NullMarked
package dev.lathe.benchmarks;

import org.jspecify.annotations.NullMarked;
