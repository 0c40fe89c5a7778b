package dev.lathe.zoo.densenet;

import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Concat;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** New maps from all maps before, which they join. */
@Block
public @interface DenseLayer {
  int GROWTH = Parameter.A;

  /** How many maps are added. */
  int growth();

  int repeat() default 1;

  /** The layers. */
  interface Layers {
    @BatchNorm
    @Relu
    Layer norm1();

    @Conv(filters = 4 * GROWTH, kernel = 1, bias = false)
    Layer conv1();

    @BatchNorm
    @Relu
    Layer norm2();

    @Conv(filters = GROWTH, kernel = 3, padding = 1, bias = false)
    Layer conv2();

    @Concat({"input", "conv2"})
    Layer output();
  }
}
