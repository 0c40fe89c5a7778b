package dev.lathe.benchmarks.layers;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** A dense layer of 4096 values to 4096. */
@Network(input = {4096})
public interface Dense4096To4096 {

  /** The layer. */
  @Dense(4096)
  Layer layer();

  /** Runs it. */
  void run(float[] in, float[] out);
}
