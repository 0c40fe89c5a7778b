package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** AlexNet with an eighth of its channels. */
@Network(input = {3, 224, 224})
public interface AlexnetSlim extends Classifier {
  @Conv(filters = 8, kernel = 11, stride = 4, padding = 2) @Relu Layer features_0();

  @MaxPool(value = 3, stride = 2) Layer p1();

  @Conv(filters = 24, kernel = 5, padding = 2) @Relu Layer features_3();

  @MaxPool(value = 3, stride = 2) Layer p2();

  @Conv(filters = 48, kernel = 3, padding = 1) @Relu Layer features_6();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_8();

  @Conv(filters = 32, kernel = 3, padding = 1) @Relu Layer features_10();

  @MaxPool(value = 3, stride = 2) Layer p3();

  @Dense(512) @Relu Layer classifier_1();

  @Dense(512) @Relu Layer classifier_4();

  @Dense(10) Layer classifier_6();
}
