package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** The network of the Torch tutorial. */
@Network(input = {1, 32, 32})
@Trainable
public interface TorchNet extends Classifier {
  @Conv(filters = 16, kernel = 5) @Tanh Layer conv1();

  @MaxPool(2) Layer pool1();

  @Conv(filters = 128, kernel = 5) @Tanh Layer conv2();

  @MaxPool(2) Layer pool2();

  @Dense(200) @Tanh Layer fc1();

  @Dense(10) @LogSoftmax Layer fc2();
}
