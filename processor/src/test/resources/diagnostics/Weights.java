package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Weights that are another layer's, and filters that are transformed. */
class Weights {

  @Network(input = {2, 8, 8})
  interface Generated extends Classifier {
    @GlobalAvgPool Layer mean();

    @Dense(100) Layer hyper();

    // ERROR [LATHE-183] a: @Conv has 36 weights (2x2x3x3), and hyper gives 100x1x1, which are 100. Let it
    //   give as many.
    // AT "hyper"
    @Conv(filters = 2, kernel = 3, from = "input", weights = "hyper") Layer a();

    // ERROR [LATHE-183] b: @TransposedConv has 54 weights (2x3x3x3), and hyper gives 100x1x1, which are
    //   100. Let it give as many.
    // AT "hyper"
    @TransposedConv(filters = 3, kernel = 3, from = "input", weights = "hyper") Layer b();

    // ERROR [LATHE-183] c: @Dense has 1,280 weights (10x2x8x8), and mean gives 2x1x1, which are 2. Let it
    //   give as many.
    // AT "mean"
    @Dense(value = 10, from = "input", weights = "mean") Layer c();

    // ERROR [LATHE-210] d: no layer is named "hype". Did you mean "hyper"?
    // AT "hype"
    @Conv(filters = 1, kernel = 8, from = "input", weights = "hype") Layer d();

    @Dense(value = 1, from = "a") Layer end1();

    @Dense(value = 1, from = "b") Layer end2();

    @Dense(value = 1, from = "c") Layer end3();

    @Dense(value = 1, from = "d") Layer end4();

    @Add({"end1", "end2", "end3", "end4"}) Layer all();
  }

  @Network(input = {2, 8, 8})
  interface Transformed extends Classifier {
    // ERROR [LATHE-150] a: @InvariantConv rotations is 3. Use 1, 2, 4 or 8.
    // AT 3,
    @InvariantConv(filters = 2, kernel = 1, rotations = 3, scales = {1}) Layer a();

    // ERROR [LATHE-150] b: @InvariantConv scales is 0.1. Use factors from 0.25 to 4.
    // AT {0.1, 2}
    @InvariantConv(filters = 2, kernel = 3, scales = {0.1, 2}, from = "input") Layer b();

    // ERROR [LATHE-150] c: @InvariantConv scales is empty. Use 1 for the filter as it is.
    // AT {},
    @InvariantConv(filters = 2, kernel = 3, scales = {}, from = "input") Layer c();

    // ERROR [LATHE-185] d: @InvariantConv turns filters by 90 degrees, and the kernel 3x5 is not square.
    //   Use a square kernel.
    // AT {3, 5}
    @InvariantConv(filters = 2, kernel = {3, 5}, rotations = 4, from = "input") Layer d();

    // ERROR [LATHE-104] e: the kernel 9x9 is larger than the padded input 2x8x8. Use a kernel of at most
    //   8x8, or add padding.
    // AT 9
    @InvariantConv(filters = 2, kernel = 9, from = "input") Layer e();

    @Concat({"a", "b", "c", "d", "e"}) Layer all();
  }

  @Network(input = {2, 8})
  interface Row extends Classifier {
    // ERROR [LATHE-184] a: @InvariantConv turns filters of two axes, and the input is 2x8. Use @Conv, or
    //   an input of {C, H, W}.
    // AT @InvariantConv
    @InvariantConv(filters = 2, kernel = 3) Layer a();
  }
}
