package dev.lathe.samples;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Tanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * A network without pooling, in the manner of Y. LeCun et al., "Backpropagation applied to
 * handwritten zip code recognition" (1989): digits of 16x16 pixels to ten logits. Instead of
 * pooling afterwards, the windows of h1 and h2 move by two pixels.
 *
 * <p>Today's habits replace some of the paper's: one bias a map instead of one a unit, a border of
 * zeros instead of -1, every map of h2 connected to all maps of h1, a plain tanh, and logits for
 * cross-entropy instead of ten tanh units.
 */
@Network(input = {1, 16, 16})
@Trainable
public interface ZipCodeNet extends Classifier {

  /** 12 maps of 8x8. */
  @Conv(filters = 12, kernel = 5, stride = 2, padding = 2)
  @Tanh
  Layer h1();

  /** 12 maps of 4x4. */
  @Conv(filters = 12, kernel = 5, stride = 2, padding = 2)
  @Tanh
  Layer h2();

  /** 30 units over all 192 cells. */
  @Dense(30)
  @Tanh
  Layer h3();

  /** Ten logits. */
  @Dense(10)
  Layer out();
}
