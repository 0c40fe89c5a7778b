package dev.lathe.samples.nyu;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Maps;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The zip-code network of Y. LeCun et al., "Backpropagation Applied to Handwritten Zip Code
 * Recognition" (1989), with its 9,760 weights: kernels are shared, every unit has a bias of its
 * own, and outside of a map there is -1. Each map of h2 sees 8 of the 12 maps of h1.
 */
@Network(input = {1, 16, 16})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface ZipCode1989 extends Classifier {

  /** 12 maps of 8x8. */
  @Conv(filters = 12, kernel = 5, stride = 2, padding = 2, padValue = -1, biasPerUnit = true)
  @ScaledTanh
  Layer h1();

  /** 12 maps of 4x4. */
  @Conv(
      filters = 12,
      kernel = 5,
      stride = 2,
      padding = 2,
      padValue = -1,
      biasPerUnit = true,
      table = {
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11})
      })
  @ScaledTanh
  Layer h2();

  /** 30 units. */
  @Dense(30)
  @ScaledTanh
  Layer h3();

  /** Near 1 for the digit, near -1 for the others. */
  @Dense(10)
  @ScaledTanh
  Layer output();
}
