package dev.lathe.samples.rows;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.LogSoftmax;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/**
 * LeNet-5 as convolutions alone, with an eleventh class: a window that no digit is in the middle
 * of.
 */
@Block
public @interface WindowLayers {

  /** The layers. */
  interface Layers {
    @Conv(filters = 6, kernel = 5)
    @Relu
    Layer c1();

    @MaxPool(2)
    Layer s2();

    @Conv(filters = 16, kernel = 5)
    @Relu
    Layer c3();

    @MaxPool(2)
    Layer s4();

    @Conv(filters = 120, kernel = 5)
    @Relu
    Layer c5();

    @Conv(filters = 84, kernel = 1)
    @Relu
    Layer f6();

    @Conv(filters = 11, kernel = 1)
    @LogSoftmax
    Layer f7();
  }
}
