package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** The first layer of a residual network: 7x7 with stride 2, 3 maps to 64, at 224x224. */
@Network(input = {3, 224, 224})
public interface Conv7x7Stride2At224 {

  /** The layer. */
  @Conv(filters = 64, kernel = 7, stride = 2, padding = 3)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
