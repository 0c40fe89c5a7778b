package dev.lathe.samples.vision;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Layer;

/** The places of 14 joints, as coordinates from 0 to 1: a regression on the same trunk. */
@Network(input = {3, 64, 64})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface PoseNet {

  /** The joints' x and y, one after the other. */
  float[] joints(float[] image);

  /** What is seen. */
  @Trunk
  Layer trunk();

  /** 128 units. */
  @Dense(128)
  @Relu
  Layer hidden();

  /** 14 joints. */
  @Dense(28)
  Layer output();
}
