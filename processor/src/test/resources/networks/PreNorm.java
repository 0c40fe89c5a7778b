package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Normalisation before convolutions, padded and not, behind a concatenation, and of a vector. */
@Network(input = {3, 13, 13})
@Trainable
public interface PreNorm extends Classifier {
  @BatchNorm Layer n0();

  @Conv(filters = 8, kernel = 3) @Tanh Layer c0();

  @BatchNorm Layer n1();

  @Conv(filters = 6, kernel = 3, padding = 1, bias = false) Layer c1();

  @Conv(filters = 5, kernel = 1, bias = false, from = "n1") Layer c2();

  @Concat({"c1", "c2"}) Layer both();

  @BatchNorm Layer n2();

  @Conv(filters = 4, kernel = 3, stride = 2) @Tanh Layer c3();

  @Reshape({100}) Layer flat();

  @BatchNorm Layer n3();

  @Dense(9) @Relu Layer fc();

  @BatchNorm Layer n4();

  @Dense(3) Layer fd();
}
