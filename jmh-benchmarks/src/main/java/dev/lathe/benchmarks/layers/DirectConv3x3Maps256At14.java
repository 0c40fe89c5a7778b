package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Pinned;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of 256 maps to 256, at 14x14, without transforms of tiles. */
@Network(input = {256, 14, 14})
public interface DirectConv3x3Maps256At14 {

  /** The layer. */
  @Conv(filters = 256, kernel = 3, padding = 1)
  @Pinned("direct")
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
