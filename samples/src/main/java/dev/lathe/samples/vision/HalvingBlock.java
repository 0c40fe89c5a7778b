package dev.lathe.samples.vision;

import dev.lathe.annotations.Add;
import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** {@link ResidualBlock} that halves the maps, with a shortcut that does so, too. */
@Block
public @interface HalvingBlock {
  int WIDTH = Parameter.A;

  int width();

  /** The layers. */
  interface Layers {
    @Conv(filters = WIDTH, kernel = 3, stride = 2, padding = 1, bias = false)
    Layer conv1();

    @BatchNorm
    @Relu
    Layer norm1();

    @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false)
    Layer conv2();

    @BatchNorm
    Layer norm2();

    @Conv(filters = WIDTH, kernel = 1, stride = 2, bias = false, from = "input")
    Layer shortcut();

    @BatchNorm
    Layer norm3();

    @Add({"norm2", "norm3"})
    @Relu
    Layer output();
  }
}
