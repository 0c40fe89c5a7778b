package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Losses that do not fit. */
class Training {

  @Network(input = {1, 8, 8})
  // ERROR [LATHE-401] Training.OneClass: cross-entropy compares classes, and the output 1x1x1 has 1
  //   channel. Give the last layer a channel a class, at least 2, or use Loss.MEAN_SQUARED_ERROR.
  // AT @Trainable
  @Trainable
  interface OneClass extends Classifier {
    @Dense(1) @Sigmoid Layer output();
  }

  @Network(input = {1, 8, 8})
  // ERROR [LATHE-401] Training.OneMap: cross-entropy compares classes, and the output 1x?x? has 1
  //   channel. Give the last layer a channel a class, at least 2, or use Loss.MEAN_SQUARED_ERROR.
  // AT .CROSS_ENTROPY
  @Trainable(loss = Loss.CROSS_ENTROPY)
  interface OneMap extends Classifier {
    // ERROR [LATHE-106] output: @Conv stride is 0. Use 1 or more.
    // AT 0}
    @Conv(filters = 1, kernel = 3, stride = {1, 0}) Layer output();
  }
}
