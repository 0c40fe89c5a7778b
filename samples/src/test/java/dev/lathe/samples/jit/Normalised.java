package dev.lathe.samples.jit;

import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/** Two normalisations over a batch: a training pass in several stages. */
@Network(input = {1, 256})
@Trainable
interface Normalised extends Classifier {
  @Conv(filters = 16, kernel = 9, stride = 2)
  @Relu
  Layer stem();

  @Conv(filters = 32, kernel = 5)
  Layer c1();

  @BatchNorm
  @Relu
  Layer norm1();

  @Conv(filters = 32, kernel = 5)
  Layer c2();

  @BatchNorm
  @Relu
  Layer norm2();

  @Dense(10)
  Layer scores();
}
