package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** One-dimensional: depthwise and dilated, uneven padding, gates, a last window that hangs over. */
@Network(input = {1, 97})
@Trainable
public interface Wave extends Classifier {
  @Conv(filters = 16, kernel = 7, stride = 3) Layer c0();

  @BatchNorm @Silu Layer n0();

  @Conv(filters = 16, kernel = 3, dilation = 3, padding = 3, groups = 16, bias = false) @Tanh
  Layer d1();

  @Add({"n0", "d1"}) Layer sum();

  @Conv(filters = 17, kernel = 1) Layer p1();

  @BatchNorm @Softplus Layer n1();

  @Pad({4, 1}) Layer padded();

  @Conv(filters = 17, kernel = 2, dilation = 5) Layer d2();

  @Conv(filters = 34, kernel = 1) Layer g();

  @Glu Layer gated();

  @MaxPool(value = 3, stride = 4, ceil = true) Layer pool();

  @Dense(7) @LogSoftmax Layer fc();
}
