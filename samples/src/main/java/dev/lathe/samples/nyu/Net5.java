package dev.lathe.samples.nyu;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * Two levels of shared weights: 2 maps of 8x8, 4 maps of 4x4, with a bias for every unit. 1,060
 * weights, 5,194 links.
 */
@Network(input = {1, 16, 16})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface Net5 extends Classifier {
  @Conv(
      filters = 2,
      kernel = 3,
      stride = 2,
      padding = {0, 0, 1, 1},
      biasPerUnit = true)
  @ScaledTanh
  Layer level1();

  @Conv(filters = 4, kernel = 5, biasPerUnit = true)
  @ScaledTanh
  Layer level2();

  @Dense(10)
  @ScaledTanh
  Layer output();
}
