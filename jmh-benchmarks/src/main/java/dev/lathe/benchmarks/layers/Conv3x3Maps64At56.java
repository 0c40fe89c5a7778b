package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of 64 maps to 64, at 56x56. */
@Network(input = {64, 56, 56})
public interface Conv3x3Maps64At56 {

  /** The layer. */
  @Conv(filters = 64, kernel = 3, padding = 1)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
