package dev.lathe.samples.vision;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/** A 3-D convolutional network: 8 frames of 32x32 pixels to six actions. */
@Network(input = {1, 8, 32, 32})
@Trainable
public interface VideoNet extends Classifier {
  @Conv(filters = 8, kernel = 3, padding = 1)
  @Relu
  Layer conv1();

  @MaxPool({1, 2, 2})
  Layer pool1();

  @Conv(filters = 16, kernel = 3, padding = 1)
  @Relu
  Layer conv2();

  @MaxPool(2)
  Layer pool2();

  @Conv(filters = 32, kernel = 3, padding = 1)
  @Relu
  Layer conv3();

  @MaxPool({4, 2, 2})
  Layer pool3();

  @Dense(32)
  @Relu
  Layer fc1();

  @Dense(6)
  Layer fc2();
}
