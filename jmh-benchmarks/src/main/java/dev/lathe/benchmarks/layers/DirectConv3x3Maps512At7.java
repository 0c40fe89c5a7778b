package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Pinned;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of 512 maps to 512, at 7x7, without transforms of tiles. */
@Network(input = {512, 7, 7})
public interface DirectConv3x3Maps512At7 {

  /** The layer. */
  @Conv(filters = 512, kernel = 3, padding = 1)
  @Pinned("direct")
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
