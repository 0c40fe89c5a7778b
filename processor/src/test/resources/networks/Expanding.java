package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Down by a stride and up again, with groups, dilation and output padding; a label a position. */
@Network(input = {1, 17, 13})
@Trainable
public interface Expanding extends Classifier {
  @Conv(filters = 6, kernel = 5, stride = 3, padding = 2) @Tanh Layer c();

  @Conv(filters = 8, kernel = 3, padding = 2, dilation = 2) @Relu Layer m();

  @TransposedConv(
      filters = 6,
      kernel = 4,
      stride = {3, 2},
      padding = 1,
      outputPadding = {1, 0},
      groups = 2)
  Layer t1();

  @BatchNorm @Elu Layer n();

  @TransposedConv(filters = 3, kernel = {3, 2}, stride = 2, outputPadding = 1, bias = false)
  Layer t2();
}
