package dev.lathe.samples.nyu;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.LocallyConnected;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * Locally connected: each unit of the first level sees 3x3 pixels, each of the second 5x5 units,
 * with weights of its own. 1,226 weights and as many links.
 */
@Network(input = {1, 16, 16})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface Net3 extends Classifier {
  @LocallyConnected(
      filters = 1,
      kernel = 3,
      stride = 2,
      padding = {0, 0, 1, 1})
  @ScaledTanh
  Layer level1();

  @LocallyConnected(filters = 1, kernel = 5)
  @ScaledTanh
  Layer level2();

  @Dense(10)
  @ScaledTanh
  Layer output();
}
