package dev.lathe.samples.vision;

import dev.lathe.annotations.Add;
import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** Two 3x3 convolutions and a shortcut around them. */
@Block
public @interface ResidualBlock {
  int WIDTH = Parameter.A;

  int width();

  int repeat() default 1;

  /** The layers. */
  interface Layers {
    @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false)
    Layer conv1();

    @BatchNorm
    @Relu
    Layer norm1();

    @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false)
    Layer conv2();

    @BatchNorm
    Layer norm2();

    @Add({"norm2", "input"})
    @Relu
    Layer output();
  }
}
