package dev.lathe.samples.vision;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Concat;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.TransposedConv;
import dev.lathe.runtime.Layer;

/** Maps of twice the size, joined to those of the level's way down. */
@Block
public @interface UNetUp {
  int WIDTH = Parameter.B;

  int width();

  /** The maps of the way down. */
  String skip();

  /** The layers. */
  interface Layers {
    @TransposedConv(filters = WIDTH, kernel = 2, stride = 2)
    Layer up();

    @Concat({"skip", "up"})
    Layer both();

    @UNetLevel(width = WIDTH)
    Layer level();
  }
}
