package dev.lathe.samples;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Sigmoid;
import dev.lathe.annotations.Trainable;
import dev.lathe.annotations.TransposedConv;
import dev.lathe.runtime.Layer;

/**
 * A tiny encoder and decoder: it squeezes an image of 28x28 pixels, values 0 to 1, through 8 maps
 * of 7x7, and learns to bring it back. The encoder's windows move by two pixels; the decoder's
 * transposed convolutions, the "expanding" ones of the lectures, undo that: each cell lays its
 * kernel down on a map of twice the size, and the copies are added up where they overlap.
 *
 * <p>It is no {@link dev.lathe.runtime.Classifier}: it declares the one entry point that it wants.
 */
@Network(input = {1, 28, 28})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface AutoEncoder {

  /** 16 maps of 14x14. */
  @Conv(filters = 16, kernel = 3, stride = 2, padding = 1)
  @Relu
  Layer encoder1();

  /** The code: 8 maps of 7x7, half as many numbers as the image has. */
  @Conv(filters = 8, kernel = 3, stride = 2, padding = 1)
  @Relu
  Layer encoder2();

  /** 16 maps of 14x14. */
  @TransposedConv(filters = 16, kernel = 3, stride = 2, padding = 1, outputPadding = 1)
  @Relu
  Layer decoder1();

  /** The image again, values 0 to 1. */
  @TransposedConv(filters = 1, kernel = 3, stride = 2, padding = 1, outputPadding = 1)
  @Sigmoid
  Layer decoder2();

  /**
   * Passes an image through the code and back.
   *
   * @param image {@code [1, 28, 28]}, values 0 to 1
   * @return what was left of it, in the same shape
   */
  float[] reconstruct(float[] image);
}
