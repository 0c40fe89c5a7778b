package dev.lathe.samples.nyu;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/** Single layer: ten units that see all pixels. 2,570 weights and as many links. */
@Network(input = {1, 16, 16})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface Net1 extends Classifier {
  @Dense(10)
  @ScaledTanh
  Layer output();
}
