package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** LeNet-5 in its common form. */
@Network(input = {1, 32, 32})
@Trainable
public interface Lenet5 extends Classifier {
  @Conv(filters = 6, kernel = 5) @Relu Layer c1();

  @MaxPool(2) Layer s2();

  @Conv(filters = 16, kernel = 5) @Relu Layer c3();

  @MaxPool(2) Layer s4();

  @Conv(filters = 120, kernel = 5) @Relu Layer c5();

  @Dense(84) @Relu Layer f6();

  @Dense(10) @LogSoftmax Layer f7();
}
