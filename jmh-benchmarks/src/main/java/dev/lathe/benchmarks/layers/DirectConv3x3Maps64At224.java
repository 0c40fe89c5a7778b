package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Pinned;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of 64 maps to 64, at 224x224, without transforms of tiles. */
@Network(input = {64, 224, 224})
public interface DirectConv3x3Maps64At224 {

  /** The layer. */
  @Conv(filters = 64, kernel = 3, padding = 1)
  @Pinned("direct")
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
