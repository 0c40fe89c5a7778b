package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** AlexNet's layers on images of 67x67: groups, and normalisation across channels. */
@Network(input = {3, 67, 67})
@Trainable
public interface AlexMini extends Classifier {
  @Conv(filters = 12, kernel = 11, stride = 4, padding = 2) @Relu Layer c1();

  @LocalResponseNorm(size = 5, alpha = 0.01, beta = 0.75, k = 2) Layer n1();

  @MaxPool(value = 3, stride = 2) Layer p1();

  @Conv(filters = 16, kernel = 5, padding = 2, groups = 2) @Relu Layer c2();

  @LocalResponseNorm(size = 5, alpha = 0.01, beta = 0.75, k = 2) Layer n2();

  @MaxPool(value = 3, stride = 2) Layer p2();

  @Conv(filters = 24, kernel = 3, padding = 1) @Relu Layer c3();

  @Conv(filters = 16, kernel = 3, padding = 1, groups = 2) @Relu Layer c4();

  @Dense(10) Layer fc();
}
