package dev.lathe.zoo.vgg;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** Convolutions of 3x3, one behind the other: three of them see as far as one of 7x7. */
@Block
public @interface Convolutions {
  int FILTERS = Parameter.A;

  int filters();

  int repeat() default 1;

  /** The layers. */
  interface Layers {
    @Conv(filters = FILTERS, kernel = 3, padding = 1)
    @Relu
    Layer conv();
  }
}
