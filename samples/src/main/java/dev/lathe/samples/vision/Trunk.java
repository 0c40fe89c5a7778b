package dev.lathe.samples.vision;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** Convolutions that several heads share. */
@Block
public @interface Trunk {

  /** The layers. */
  interface Layers {
    @Conv(filters = 16, kernel = 5, stride = 2, padding = 2)
    @Relu
    Layer conv1();

    @Conv(filters = 32, kernel = 3, padding = 1)
    @Relu
    Layer conv2();

    @MaxPool(2)
    Layer pool2();

    @Conv(filters = 32, kernel = 3, padding = 1)
    @Relu
    Layer conv3();

    @MaxPool(2)
    Layer pool3();
  }
}
