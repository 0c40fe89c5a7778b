package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** A 1x1 convolution of 2048 maps to 512, at 7x7. */
@Network(input = {2048, 7, 7})
public interface Conv1x1Maps2048To512At7 {

  /** The layer. */
  @Conv(filters = 512, kernel = 1)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
