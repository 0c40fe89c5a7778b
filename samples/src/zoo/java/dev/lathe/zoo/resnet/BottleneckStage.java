package dev.lathe.zoo.resnet;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Parameter;
import dev.lathe.runtime.Layer;

/** Blocks of equal width: the first one changes size and number of the maps. */
@Block
public @interface BottleneckStage {
  int WIDTH = Parameter.G;
  int STRIDE = Parameter.H;
  int MORE = Parameter.I;

  int width();

  int stride() default 2;

  /** The number of blocks behind the first one. */
  int more();

  /** The blocks. */
  interface Layers {
    @ProjectedBottleneck(width = WIDTH, stride = STRIDE)
    Layer _0();

    @Bottleneck(width = WIDTH, repeat = MORE)
    Layer _1();
  }
}
