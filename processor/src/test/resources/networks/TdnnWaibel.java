package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** The time-delay network: 15 frames of 16 coefficients. */
@Network(input = {16, 15})
@Trainable
public interface TdnnWaibel extends Classifier {
  @Conv(filters = 8, kernel = 3) @Sigmoid Layer h1();

  @Conv(filters = 3, kernel = 5) @Sigmoid Layer h2();

  /** The sum over time: a convolution whose weights the test fixes. */
  @Conv(filters = 3, kernel = 9, bias = false) @LogSoftmax Layer sum();
}
