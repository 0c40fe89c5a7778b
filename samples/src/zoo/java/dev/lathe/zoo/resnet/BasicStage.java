package dev.lathe.zoo.resnet;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Parameter;
import dev.lathe.runtime.Layer;

/** Blocks of equal width: the first one halves the maps and doubles their number. */
@Block
public @interface BasicStage {
  int WIDTH = Parameter.G;
  int MORE = Parameter.I;

  int width();

  /** The number of blocks behind the first one. */
  int more();

  /** The blocks. */
  interface Layers {
    @ProjectedBasicBlock(width = WIDTH)
    Layer _0();

    @BasicBlock(width = WIDTH, repeat = MORE)
    Layer _1();
  }
}
