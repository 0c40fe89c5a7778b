package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of 144 maps, each by itself, at 56x56. */
@Network(input = {144, 56, 56})
public interface Depthwise3x3Maps144At56 {

  /** The layer. */
  @Conv(filters = 144, kernel = 3, padding = 1, groups = 144)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
