package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** LeNet-5 that slides over a wider image: 17 windows side by side. */
@Network(input = {1, 32, 96})
@Trainable
public interface Lenet5Sliding extends Classifier {
  @Conv(filters = 6, kernel = 5) @Relu Layer c1();

  @MaxPool(2) Layer s2();

  @Conv(filters = 16, kernel = 5) @Relu Layer c3();

  @MaxPool(2) Layer s4();

  @Conv(filters = 120, kernel = 5) @Relu Layer c5();

  @Conv(filters = 84, kernel = 1) @Relu Layer f6();

  @Conv(filters = 10, kernel = 1) @LogSoftmax Layer f7();
}
