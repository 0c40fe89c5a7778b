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

  @Network(input = {1, 8, 8})
  @Trainable(
      loss = Loss.HUBER,
      // ERROR [LATHE-402] Training.Elements: @Trainable beta is nothing that Loss.HUBER has. Remove
      //   it.
      // AT 0.5
      beta = 0.5,
      // ERROR [LATHE-403] Training.Elements: @Trainable delta is 0.0. Use more than 0.
      // AT 0.0
      delta = 0.0,
      // ERROR [LATHE-402] Training.Elements: @Trainable classWeights is nothing that Loss.HUBER has.
      //   Remove it.
      // AT 3
      classWeights = {3, 4})
  interface Elements extends Classifier {
    @Dense(2) Layer output();
  }

  @Network(input = {1, 8, 8})
  @Trainable(
      // ERROR [LATHE-403] Training.Labels: @Trainable labelSmoothing is 1.0. Use 0 or more, and less
      //   than 1.
      // AT 1.0
      labelSmoothing = 1.0,
      // ERROR [LATHE-404] Training.Labels: there are 2 classWeights, and 3 classes, which are the
      //   output's channels. Give one a class, in their order.
      // AT 0.25
      classWeights = {0.25, 2},
      // ERROR [LATHE-403] Training.Labels: @Trainable ignoredClass is 3. Use -1 for none, or one of
      //   the classes 0 to 2.
      // AT 3
      ignoredClass = 3)
  interface Labels extends Classifier {
    // ERROR [LATHE-150] dropped: @Dropout value is 1.0. Use 0 or more, and less than 1.
    // AT 1.0
    @Dropout(1.0) Layer dropped();

    // ERROR [LATHE-150] normalised: @BatchNorm epsilon is 0.0. Use more than 0.
    // AT 0.0
    @BatchNorm(epsilon = 0.0) Layer normalised();

    @Dense(3) Layer output();
  }
}
