package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of 512 maps to 512, at 7x7. */
@Network(input = {512, 7, 7})
public interface Conv3x3Maps512At7 {

  /** The layer. */
  @Conv(filters = 512, kernel = 3, padding = 1)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
