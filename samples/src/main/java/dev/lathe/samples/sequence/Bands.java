package dev.lathe.samples.sequence;

import dev.lathe.annotations.Axis;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.GlobalMaxPool;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Slice;
import dev.lathe.runtime.Layer;

/** Some bands of a spectrum, with weights that no other bands share, and their maximum. */
@Block
public @interface Bands {
  int FIRST = Parameter.A;
  int END = Parameter.B;

  /** The lowest band. */
  int first();

  /** The band behind the highest. */
  int end();

  String from();

  /** The layers. */
  interface Layers {
    @Slice(axis = Axis.WIDTH, begin = FIRST, end = END)
    Layer bands();

    @Conv(filters = 80, kernel = 8)
    @Relu
    Layer conv();

    @GlobalMaxPool
    Layer max();
  }
}
