package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** A 1x1 convolution of 256 maps to 64, at 56x56. */
@Network(input = {256, 56, 56})
public interface Conv1x1Maps256To64At56 {

  /** The layer. */
  @Conv(filters = 64, kernel = 1)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
