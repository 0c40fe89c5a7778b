package dev.lathe.samples.vision;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Input;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Reshape;
import dev.lathe.annotations.Tanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Layer;

/**
 * A hypernetwork: of a pattern that it is shown it makes a filter, and of the filter's responses to
 * a scene the logits of the 12x12 places where the pattern may stand. What it learns are the
 * weights of the network that makes the filter; their gradient flows through the convolution.
 */
@Network
@Trainable
public interface PatternFinder {

  /** The logits of the places, row by row. */
  float[] places(float[] scene, float[] pattern);

  /** Where the pattern is to be found. */
  @Input({1, 16, 16})
  Layer scene();

  /** What is to be found. */
  @Input({1, 5, 5})
  Layer pattern();

  /** What matters of the pattern. */
  @Dense(40)
  @Tanh
  Layer seen();

  /** The filter's 5x5 weights. */
  @Dense(25)
  Layer filter();

  /** How well each place fits. */
  @Conv(filters = 1, kernel = 5, bias = false, from = "scene", weights = "filter")
  Layer fits();

  @Reshape({144})
  Layer places();
}
