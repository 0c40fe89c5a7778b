package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** A network over volumes. */
@Network(input = {1, 8, 16, 16})
@Trainable
public interface Conv3dNet extends Classifier {
  @Conv(filters = 8, kernel = 3, padding = 1) @Relu Layer c1();

  @MaxPool({1, 2, 2}) Layer p1();

  @Conv(filters = 16, kernel = 3, padding = 1) @Relu Layer c2();

  @MaxPool(2) Layer p2();

  @Conv(
      filters = 16,
      kernel = {2, 3, 3},
      padding = {0, 1, 1})
  @Relu
  Layer c3();

  @MaxPool({3, 1, 1}) Layer p3();

  @Dense(32) @Relu Layer fc1();

  @Dense(6) Layer fc2();
}
