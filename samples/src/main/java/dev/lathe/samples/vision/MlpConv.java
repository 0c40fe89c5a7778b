package dev.lathe.samples.vision;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** A convolution, and two layers of units over the maps of each position. */
@Block
public @interface MlpConv {
  int FILTERS = Parameter.A;
  int KERNEL = Parameter.B;
  int PADDING = Parameter.C;
  int MIDDLE = Parameter.D;
  int MAPS = Parameter.E;

  int filters();

  int kernel();

  int padding();

  int middle();

  int maps();

  /** The layers. */
  interface Layers {
    @Conv(filters = FILTERS, kernel = KERNEL, padding = PADDING)
    @Relu
    Layer conv();

    @Conv(filters = MIDDLE, kernel = 1)
    @Relu
    Layer cccp1();

    @Conv(filters = MAPS, kernel = 1)
    @Relu
    Layer cccp2();
  }
}
