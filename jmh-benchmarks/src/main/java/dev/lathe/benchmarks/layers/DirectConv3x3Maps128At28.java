package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Pinned;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of 128 maps to 128, at 28x28, without transforms of tiles. */
@Network(input = {128, 28, 28})
public interface DirectConv3x3Maps128At28 {

  /** The layer. */
  @Conv(filters = 128, kernel = 3, padding = 1)
  @Pinned("direct")
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
