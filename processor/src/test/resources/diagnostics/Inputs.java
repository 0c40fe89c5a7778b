package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Wrong shapes of the image. */
class Inputs {

  // ERROR [LATHE-101] Inputs.NoInput: @Network input has 0 entries. Give the shape of one image: {C},
  //   {C, W}, {C, H, W} or {C, D, H, W}.
  // AT {})
  @Network(input = {})
  interface NoInput extends Classifier {
    // Nothing is known of what it reads, so only its own figure is looked at.
    // ERROR [LATHE-106] dense: @Dense value is 0. Use 1 or more.
    // AT 0)
    @Dense(0) Layer dense();

    // ERROR [LATHE-106] c2: @Conv filters is 0. Use 1 or more.
    // AT 0, kernel
    @Conv(filters = 0, kernel = {1, 2, 3, 4, 5}) Layer c2();

    @MaxPool(2) Layer s3();

    @TransposedConv(filters = 1, kernel = {2, 2}, padding = {1, 2}) Layer u4();
  }

  // ERROR [LATHE-101] Inputs.FiveAxes: @Network input has 5 entries. Give the shape of one image:
  //   {C}, {C, W}, {C, H, W} or {C, D, H, W}.
  // AT {1, 2, 3, 4, 5}
  @Network(input = {1, 2, 3, 4, 5})
  interface FiveAxes extends Classifier {
    @Dense(10) Layer output();
  }

  // ERROR [LATHE-102] Inputs.NotPositive: @Network input has the extent 0. Use 1 or more.
  // AT 0, 32
  // ERROR [LATHE-102] Inputs.NotPositive: @Network input has the extent -1. Use 1 or more.
  // AT -1}
  @Network(input = {0, 32, -1})
  interface NotPositive extends Classifier {
    // The height is known and too small.
    // ERROR [LATHE-104] c1: the kernel 33x33 is larger than the padded input ?x32x?. Use a kernel of
    //   at most 32x?, or add padding.
    // AT 33)
    @Conv(filters = 1, kernel = 33) Layer c1();
  }

  // ERROR [LATHE-103] Inputs.TooLarge: the input 3x40000x40000 has 4,800,000,000 elements, and an
  //   array holds at most 2,147,483,647. Make it smaller: by a smaller input or kernel, fewer
  //   filters, a stride or a pool before it.
  // AT {3, 40000, 40000}
  @Network(input = {3, 40000, 40000})
  interface TooLarge extends Classifier {
    @Dense(10) Layer output();
  }
}
