/**
 * Training: {@link dev.lathe.runtime.train.Trainer} runs a network's training pass over a {@link
 * dev.lathe.runtime.data.Dataset} on a number of threads, with an {@link
 * dev.lathe.runtime.train.Optimizer} and a {@link dev.lathe.runtime.train.Schedule} of learning
 * rates, and tells {@link dev.lathe.runtime.train.TrainingListener}s how it goes.
 */
@NullMarked
package dev.lathe.runtime.train;

import org.jspecify.annotations.NullMarked;
