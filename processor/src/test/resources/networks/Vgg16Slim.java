package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** VGG-16 with a sixteenth of its channels. */
@Network(input = {3, 224, 224})
public interface Vgg16Slim extends Classifier {
  @Conv(filters = 4, kernel = 3, padding = 1) @Relu Layer features_0();

  @Conv(filters = 4, kernel = 3, padding = 1) @Relu Layer features_2();

  @MaxPool(2) Layer p1();

  @Conv(filters = 8, kernel = 3, padding = 1) @Relu Layer features_5();

  @Conv(filters = 8, kernel = 3, padding = 1) @Relu Layer features_7();

  @MaxPool(2) Layer p2();

  @Conv(filters = 16, kernel = 3, padding = 1) @Relu Layer features_10();

  @Conv(filters = 16, kernel = 3, padding = 1) @Relu Layer features_12();

  @Conv(filters = 16, kernel = 3, padding = 1) @Relu Layer features_14();

  @MaxPool(2) Layer p3();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_17();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_19();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_21();

  @MaxPool(2) Layer p4();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_24();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_26();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_28();

  @MaxPool(2) Layer p5();

  @Dense(256) @Relu Layer classifier_0();

  @Dense(256) @Relu Layer classifier_3();

  @Dense(10) Layer classifier_6();
}
