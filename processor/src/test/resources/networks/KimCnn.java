package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Kim's sentence network: phrases of 3, 4 and 5 words side by side, the maximum of each. */
@Network(input = {24})
@Trainable
public interface KimCnn extends Classifier {
  @Embedding(vocabulary = 200, dimension = 50) Layer embed();

  @Conv(filters = 16, kernel = 3, from = "embed") @Relu Layer c3();

  @GlobalMaxPool Layer p3();

  @Conv(filters = 16, kernel = 4, from = "embed") @Relu Layer c4();

  @GlobalMaxPool Layer p4();

  @Conv(filters = 16, kernel = 5, from = "embed") @Relu Layer c5();

  @GlobalMaxPool Layer p5();

  @Concat({"p3", "p4", "p5"}) Layer all();

  @Dense(4) Layer fc();
}
