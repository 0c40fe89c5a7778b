package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** A 1x1 convolution of 64 maps to 256, at 56x56. */
@Network(input = {64, 56, 56})
public interface Conv1x1Maps64To256At56 {

  /** The layer. */
  @Conv(filters = 256, kernel = 1)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
