package dev.lathe.samples.nyu;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * Two layers: 12 hidden units that see all pixels. 257 x 12 + 13 x 10 = 3,214 weights and links;
 * the lecture's slide says 3,240.
 */
@Network(input = {1, 16, 16})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface Net2 extends Classifier {
  @Dense(12)
  @ScaledTanh
  Layer hidden();

  @Dense(10)
  @ScaledTanh
  Layer output();
}
