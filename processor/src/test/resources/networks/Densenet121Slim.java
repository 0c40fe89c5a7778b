package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** DenseNet-121 with an eighth of its channels, its layers named as PyTorch's. */
@Network(input = {3, 224, 224})
public interface Densenet121Slim extends Classifier {

  @Block
  @interface DenseLayer {

    interface Layers {
      @BatchNorm @Relu Layer norm1();

      @Conv(filters = 16, kernel = 1, bias = false) Layer conv1();

      @BatchNorm @Relu Layer norm2();

      @Conv(filters = 4, kernel = 3, padding = 1, bias = false) Layer conv2();

      @Concat({"input", "conv2"}) Layer all();
    }
  }

  @Block
  @interface Layers6 {

    interface Layers {
      @DenseLayer Layer denselayer1();

      @DenseLayer Layer denselayer2();

      @DenseLayer Layer denselayer3();

      @DenseLayer Layer denselayer4();

      @DenseLayer Layer denselayer5();

      @DenseLayer Layer denselayer6();
    }
  }

  @Block
  @interface Layers12 {

    interface Layers {
      @DenseLayer Layer denselayer1();

      @DenseLayer Layer denselayer2();

      @DenseLayer Layer denselayer3();

      @DenseLayer Layer denselayer4();

      @DenseLayer Layer denselayer5();

      @DenseLayer Layer denselayer6();

      @DenseLayer Layer denselayer7();

      @DenseLayer Layer denselayer8();

      @DenseLayer Layer denselayer9();

      @DenseLayer Layer denselayer10();

      @DenseLayer Layer denselayer11();

      @DenseLayer Layer denselayer12();
    }
  }

  @Block
  @interface Layers24 {

    interface Layers {
      @DenseLayer Layer denselayer1();

      @DenseLayer Layer denselayer2();

      @DenseLayer Layer denselayer3();

      @DenseLayer Layer denselayer4();

      @DenseLayer Layer denselayer5();

      @DenseLayer Layer denselayer6();

      @DenseLayer Layer denselayer7();

      @DenseLayer Layer denselayer8();

      @DenseLayer Layer denselayer9();

      @DenseLayer Layer denselayer10();

      @DenseLayer Layer denselayer11();

      @DenseLayer Layer denselayer12();

      @DenseLayer Layer denselayer13();

      @DenseLayer Layer denselayer14();

      @DenseLayer Layer denselayer15();

      @DenseLayer Layer denselayer16();

      @DenseLayer Layer denselayer17();

      @DenseLayer Layer denselayer18();

      @DenseLayer Layer denselayer19();

      @DenseLayer Layer denselayer20();

      @DenseLayer Layer denselayer21();

      @DenseLayer Layer denselayer22();

      @DenseLayer Layer denselayer23();

      @DenseLayer Layer denselayer24();
    }
  }

  @Block
  @interface Layers16 {

    interface Layers {
      @DenseLayer Layer denselayer1();

      @DenseLayer Layer denselayer2();

      @DenseLayer Layer denselayer3();

      @DenseLayer Layer denselayer4();

      @DenseLayer Layer denselayer5();

      @DenseLayer Layer denselayer6();

      @DenseLayer Layer denselayer7();

      @DenseLayer Layer denselayer8();

      @DenseLayer Layer denselayer9();

      @DenseLayer Layer denselayer10();

      @DenseLayer Layer denselayer11();

      @DenseLayer Layer denselayer12();

      @DenseLayer Layer denselayer13();

      @DenseLayer Layer denselayer14();

      @DenseLayer Layer denselayer15();

      @DenseLayer Layer denselayer16();
    }
  }

  @Block
  @interface Transition {
    int WIDTH = Parameter.A;

    int width();

    interface Layers {
      @BatchNorm @Relu Layer norm();

      @Conv(filters = WIDTH, kernel = 1, bias = false) Layer conv();

      @AvgPool(2) Layer pool();
    }
  }

  @Block
  @interface Features {

    interface Layers {
      @Conv(filters = 8, kernel = 7, stride = 2, padding = 3, bias = false) Layer conv0();

      @BatchNorm @Relu Layer norm0();

      @MaxPool(value = 3, stride = 2, padding = 1) Layer pool0();

      @Layers6 Layer denseblock1();

      @Transition(width = 16) Layer transition1();

      @Layers12 Layer denseblock2();

      @Transition(width = 32) Layer transition2();

      @Layers24 Layer denseblock3();

      @Transition(width = 64) Layer transition3();

      @Layers16 Layer denseblock4();

      @BatchNorm @Relu Layer norm5();
    }
  }

  @Features Layer features();

  @GlobalAvgPool Layer pool();

  @Dense(10) Layer classifier();
}
