package dev.lathe.samples.jit;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Gelu;
import dev.lathe.annotations.LogSigmoid;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Mish;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Softplus;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The activations whose functions, and derivatives, are long: error functions, logarithms, and
 * several exponentials in one formula.
 */
@Network(input = 18)
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
interface Functions extends Classifier {
  @Dense(40)
  @Gelu
  Layer gelu();

  @Dense(40)
  @Mish
  Layer mish();

  @Dense(40)
  @Softplus
  Layer softplus();

  @Dense(40)
  @LogSigmoid
  Layer logSigmoid();

  @Dense(30)
  @Gelu
  Layer again();

  @Dense(5)
  Layer scores();
}
