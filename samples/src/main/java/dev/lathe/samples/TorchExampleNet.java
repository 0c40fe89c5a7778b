package dev.lathe.samples;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.LogSoftmax;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Tanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The convolutional network that Oxford's machine-learning lectures write in Torch: images of 32x32
 * pixels to the logarithms of ten probabilities, with tanh throughout and 693,954 weights.
 */
@Network(input = {1, 32, 32})
@Trainable
public interface TorchExampleNet extends Classifier {

  /** 16 maps of 28x28. */
  @Conv(filters = 16, kernel = 5)
  @Tanh
  Layer conv1();

  /** 16 maps of 14x14. */
  @MaxPool(2)
  Layer pool1();

  /** 128 maps of 10x10. */
  @Conv(filters = 128, kernel = 5)
  @Tanh
  Layer conv2();

  /** 128 maps of 5x5. */
  @MaxPool(2)
  Layer pool2();

  /** 200 units over all 3,200 cells. */
  @Dense(200)
  @Tanh
  Layer fc1();

  /** The logarithms of the ten classes' probabilities. */
  @Dense(10)
  @LogSoftmax
  Layer fc2();
}
