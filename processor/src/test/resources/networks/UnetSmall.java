package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** A small U-Net: two levels down, two levels up, each level joined to its counterpart. */
@Network(input = {1, 32, 32})
@Trainable
public interface UnetSmall extends Classifier {

  @Block
  @interface Level {
    int WIDTH = Parameter.A;

    int width();

    interface Layers {
      @Conv(filters = WIDTH, kernel = 3, padding = 1) @Relu Layer _0();

      @Conv(filters = WIDTH, kernel = 3, padding = 1) @Relu Layer _2();
    }
  }

  @Level(width = 8) Layer e1();

  @MaxPool(2) Layer p1();

  @Level(width = 16) Layer e2();

  @MaxPool(2) Layer p2();

  @Level(width = 32) Layer mid();

  @TransposedConv(filters = 16, kernel = 2, stride = 2) Layer u2();

  @Concat({"e2", "u2"}) Layer j2();

  @Level(width = 16) Layer d2();

  @TransposedConv(filters = 8, kernel = 2, stride = 2) Layer u1();

  @Concat({"e1", "u1"}) Layer j1();

  @Level(width = 8) Layer d1();

  @Conv(filters = 2, kernel = 1) Layer out();
}
