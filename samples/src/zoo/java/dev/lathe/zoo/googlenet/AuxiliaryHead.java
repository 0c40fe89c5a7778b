package dev.lathe.zoo.googlenet;

import dev.lathe.annotations.AvgPool;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Dropout;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** A classifier halfway up: its loss brings gradients to the lower layers in training. */
@Block
public @interface AuxiliaryHead {
  String from();

  /** The layers. */
  interface Layers {
    @AvgPool(value = 5, stride = 3)
    Layer pool();

    @Conv(filters = 128, kernel = 1)
    @Relu
    Layer conv();

    @Dense(1024)
    @Relu
    Layer fc1();

    @Dropout(0.7)
    Layer dropout();

    @Dense(1000)
    Layer fc2();
  }
}
