package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** The network of PyTorch's MNIST example. */
@Network(input = {1, 28, 28})
@Trainable
public interface PytorchExample extends Classifier {
  @Conv(filters = 20, kernel = 5) @Relu Layer conv1();

  @MaxPool(2) Layer pool1();

  @Conv(filters = 50, kernel = 5) @Relu Layer conv2();

  @MaxPool(2) Layer pool2();

  @Dense(500) @Relu Layer fc1();

  @Dense(10) @LogSoftmax Layer fc2();
}
