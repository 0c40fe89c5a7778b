package dev.lathe.samples;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.LogSoftmax;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The network of PyTorch's MNIST example as NYU's Deep Learning lecture shows it: digits of 28x28
 * pixels to the logarithms of ten probabilities, with 431,080 weights. Most of them, 400,500, are
 * in fc1.
 */
@Network(input = {1, 28, 28})
@Trainable
public interface PyTorchExampleNet extends Classifier {

  /** 20 maps of 24x24. */
  @Conv(filters = 20, kernel = 5)
  @Relu
  Layer conv1();

  /** 20 maps of 12x12. */
  @MaxPool(2)
  Layer pool1();

  /** 50 maps of 8x8. */
  @Conv(filters = 50, kernel = 5)
  @Relu
  Layer conv2();

  /** 50 maps of 4x4. */
  @MaxPool(2)
  Layer pool2();

  /** 500 units over all 800 cells. */
  @Dense(500)
  @Relu
  Layer fc1();

  /** The logarithms of the ten digits' probabilities. */
  @Dense(10)
  @LogSoftmax
  Layer fc2();
}
