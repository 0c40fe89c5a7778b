package dev.lathe.samples.nyu;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.LocallyConnected;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * Shared weights: two maps of one 3x3 kernel each, with a bias for every unit, below a level that
 * is locally connected to both. 1,132 weights, 2,266 links.
 */
@Network(input = {1, 16, 16})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface Net4 extends Classifier {
  @Conv(
      filters = 2,
      kernel = 3,
      stride = 2,
      padding = {0, 0, 1, 1},
      biasPerUnit = true)
  @ScaledTanh
  Layer level1();

  @LocallyConnected(filters = 1, kernel = 5)
  @ScaledTanh
  Layer level2();

  @Dense(10)
  @ScaledTanh
  Layer output();
}
