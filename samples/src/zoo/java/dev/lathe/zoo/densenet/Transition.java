package dev.lathe.zoo.densenet;

import dev.lathe.annotations.AvgPool;
import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** Fewer maps, of half the size. */
@Block
public @interface Transition {
  int FILTERS = Parameter.A;

  int filters();

  /** The layers. */
  interface Layers {
    @BatchNorm
    @Relu
    Layer norm();

    @Conv(filters = FILTERS, kernel = 1, bias = false)
    Layer conv();

    @AvgPool(2)
    Layer pool();
  }
}
