package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Three residual blocks, the last two of which halve the maps. */
@Network(input = {3, 16, 16})
@Trainable
public interface Resnet8 extends Classifier {

  @Block
  @interface Same {
    int WIDTH = Parameter.A;

    int width();

    interface Layers {
      @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false) Layer c1();

      @BatchNorm @Relu Layer b1();

      @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false) Layer c2();

      @BatchNorm Layer b2();

      @Add({"b2", "input"}) @Relu Layer sum();
    }
  }

  @Block
  @interface Halving {
    int WIDTH = Parameter.A;

    int width();

    interface Layers {
      @Conv(filters = WIDTH, kernel = 3, stride = 2, padding = 1, bias = false) Layer c1();

      @BatchNorm @Relu Layer b1();

      @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false) Layer c2();

      @BatchNorm Layer b2();

      @Conv(filters = WIDTH, kernel = 1, stride = 2, bias = false, from = "input") Layer sc();

      @BatchNorm Layer sb();

      @Add({"b2", "sb"}) @Relu Layer sum();
    }
  }

  @Conv(filters = 8, kernel = 3, padding = 1, bias = false) Layer c0();

  @BatchNorm @Relu Layer b0();

  @Same(width = 8) Layer l1();

  @Halving(width = 16) Layer l2();

  @Halving(width = 32) Layer l3();

  @GlobalAvgPool Layer pool();

  @Dense(10) Layer fc();
}
