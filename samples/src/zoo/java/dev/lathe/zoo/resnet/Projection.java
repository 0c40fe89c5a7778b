package dev.lathe.zoo.resnet;

import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.runtime.Layer;

/** A shortcut to maps of another size and number. */
@Block
public @interface Projection {
  int FILTERS = Parameter.E;
  int STRIDE = Parameter.F;

  int filters();

  int stride();

  String from();

  /** The layers. */
  interface Layers {
    @Conv(filters = FILTERS, kernel = 1, stride = STRIDE, bias = false)
    Layer _0();

    @BatchNorm
    Layer _1();
  }
}
