package dev.lathe.samples.sequence;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.GlobalMaxPool;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** The phrases of a number of words that a sentence has, wherever they stand. */
@Block
public @interface Phrases {
  int WORDS = Parameter.A;

  int words();

  String from();

  /** The layers. */
  interface Layers {
    @Conv(filters = 16, kernel = WORDS)
    @Relu
    Layer conv();

    @GlobalMaxPool
    Layer max();
  }
}
