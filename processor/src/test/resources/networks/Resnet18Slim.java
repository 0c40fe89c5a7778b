package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** ResNet-18 with an eighth of its channels. */
@Network(input = {3, 224, 224})
public interface Resnet18Slim extends Classifier {

  @Block
  @interface Basic {
    int WIDTH = Parameter.A;

    int width();

    int repeat() default 1;

    interface Layers {
      @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false) Layer conv1();

      @BatchNorm @Relu Layer bn1();

      @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false) Layer conv2();

      @BatchNorm Layer bn2();

      @Add({"bn2", "input"}) @Relu Layer sum();
    }
  }

  @Block
  @interface Shortcut {
    int WIDTH = Parameter.B;

    int width();

    String from();

    interface Layers {
      @Conv(filters = WIDTH, kernel = 1, stride = 2, bias = false) Layer _0();

      @BatchNorm Layer _1();
    }
  }

  @Block
  @interface Halving {
    int WIDTH = Parameter.A;

    int width();

    interface Layers {
      @Conv(filters = WIDTH, kernel = 3, stride = 2, padding = 1, bias = false) Layer conv1();

      @BatchNorm @Relu Layer bn1();

      @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false) Layer conv2();

      @BatchNorm Layer bn2();

      @Shortcut(width = WIDTH, from = "input") Layer downsample();

      @Add({"bn2", "downsample"}) @Relu Layer sum();
    }
  }

  @Block
  @interface Stage {
    int WIDTH = Parameter.C;

    int width();

    interface Layers {
      @Halving(width = WIDTH) Layer _0();

      @Basic(width = WIDTH) Layer _1();
    }
  }

  @Conv(filters = 8, kernel = 7, stride = 2, padding = 3, bias = false) Layer conv1();

  @BatchNorm @Relu Layer bn1();

  @MaxPool(value = 3, stride = 2, padding = 1) Layer maxpool();

  @Basic(width = 8, repeat = 2) Layer layer1();

  @Stage(width = 16) Layer layer2();

  @Stage(width = 32) Layer layer3();

  @Stage(width = 64) Layer layer4();

  @GlobalAvgPool Layer avgpool();

  @Dense(10) Layer fc();
}
