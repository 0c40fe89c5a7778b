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
 * LeNet-5 in its common form: handwritten digits of 32x32 pixels to the logarithms of ten
 * probabilities, with 61,706 weights.
 *
 * <p>The layers are those of Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based
 * learning applied to document recognition" (1998), as today's lectures (NYU, Deep Learning) teach
 * them: rectifiers for the scaled tanh, maxima for the trainable subsampling, every map of c3
 * connected to every map of s2, and a soft-max for the radial basis functions at the end.
 *
 * <p>Images are {@code [1, 32, 32]}: MNIST's 28x28 pixels with a border of two, so that a stroke's
 * end may lie in the middle of a window of c5.
 */
@Network(input = {1, 32, 32})
@Trainable
public interface LeNet5 extends Classifier {

  /** 6 maps of 28x28, each looking for one kind of stroke. */
  @Conv(filters = 6, kernel = 5)
  @Relu
  Layer c1();

  /** 6 maps of 14x14: where a stroke is, give or take a pixel. */
  @MaxPool(2)
  Layer s2();

  /** 16 maps of 10x10: corners and arcs. */
  @Conv(filters = 16, kernel = 5)
  @Relu
  Layer c3();

  /** 16 maps of 5x5. */
  @MaxPool(2)
  Layer s4();

  /** 120 maps of 1x1: a window as large as the map, so that on a wider image it would slide. */
  @Conv(filters = 120, kernel = 5)
  @Relu
  Layer c5();

  /** 84 units. */
  @Dense(84)
  @Relu
  Layer f6();

  /** The logarithms of the ten digits' probabilities. */
  @Dense(10)
  @LogSoftmax
  Layer f7();
}
