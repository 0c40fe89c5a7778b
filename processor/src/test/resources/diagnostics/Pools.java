package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Poolings that cannot be. */
class Pools {

  @Network(input = {3, 8, 8})
  interface Figures extends Classifier {
    // ERROR [LATHE-150] norm: @LpPool p is 0.0. Use a number greater than 0.
    // AT 0)
    @LpPool(value = 2, p = 0) Layer norm();

    // ERROR [LATHE-150] soft: @LogSumExpPool beta is -1.5. Use a number greater than 0.
    // AT -1.5
    @LogSumExpPool(value = 2, beta = -1.5) Layer soft();

    // ERROR [LATHE-107] mean: @AvgPool divisor is -4. Use 0 or more.
    // AT -4
    @AvgPool(value = 2, divisor = -4) Layer mean();

    // ERROR [LATHE-106] sum: @SumPool dilation is 0. Use 1 or more.
    // AT 0)
    @SumPool(value = 1, dilation = 0) Layer sum();

    // ERROR [LATHE-106] adaptive: @AdaptiveAvgPool value is 0. Use 1 or more.
    // AT 0}
    @AdaptiveAvgPool({1, 0}) Layer adaptive();

    // ERROR [LATHE-108] most: @AdaptiveMaxPool value has 3 entries, and the input 3x1x? has 2 spatial
    //   axes. Give 1 entry for all axes, or one an axis.
    // AT {1, 1, 1}
    @AdaptiveMaxPool({1, 1, 1}) Layer most();
  }

  @Network(input = {1, 2, 2})
  interface Dilated extends Classifier {
    // ERROR [LATHE-127] s1: with a padding of 2, all cells of some dilated 2x2 window lie in the
    //   padding. Use less padding, or a smaller dilation.
    // AT 2, dilation
    @MaxPool(value = 2, stride = 1, padding = 2, dilation = 4) Layer s1();
  }

  @Network(input = {3, 5, 5})
  interface TooLarge extends Classifier {
    // Rounded up, a window that is larger than the map is one.
    @MaxPool(value = 6, stride = 2, ceil = true) Layer reaching();

    // ERROR [LATHE-104] s2: the window 2x2 is larger than the padded input 3x1x1. Use a window of at
    //   most 1x1, or add padding.
    // AT 2)
    @Subsample(2) Layer s2();
  }

  @Network(input = 16)
  interface NoAxes extends Classifier {
    // ERROR [LATHE-109] all: @GlobalMaxPool slides over spatial axes, and the input 16 has none. Use
    //   @Dense, or give @Network input a width, as in {1, 32} or {1, 32, 32}.
    // AT @GlobalMaxPool
    @GlobalMaxPool Layer all();

    // ERROR [LATHE-109] six: @AdaptiveAvgPool slides over spatial axes, and the input 16 has none. Use
    //   @Dense, or give @Network input a width, as in {1, 32} or {1, 32, 32}.
    // AT @AdaptiveAvgPool
    @AdaptiveAvgPool(6) Layer six();
  }
}
