package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** A strided network without pooling, in the manner of the zip-code network of 1989. */
@Network(input = {1, 16, 16})
@Trainable
public interface UspsPlain extends Classifier {
  @Conv(filters = 12, kernel = 5, stride = 2, padding = 2) @Tanh Layer h1();

  @Conv(filters = 12, kernel = 5, stride = 2, padding = 2) @Tanh Layer h2();

  @Dense(30) @Tanh Layer h3();

  @Dense(10) Layer out();
}
