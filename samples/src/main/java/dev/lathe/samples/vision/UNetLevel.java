package dev.lathe.samples.vision;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** Two convolutions of 3x3. */
@Block
public @interface UNetLevel {
  int WIDTH = Parameter.A;

  int width();

  /** The layers. */
  interface Layers {
    @Conv(filters = WIDTH, kernel = 3, padding = 1)
    @Relu
    Layer conv1();

    @Conv(filters = WIDTH, kernel = 3, padding = 1)
    @Relu
    Layer conv2();
  }
}
