package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Figures that are wrong by themselves. */
class Figures {

  @Network(input = {1, 28, 28})
  interface NotPositive extends Classifier {
    // ERROR [LATHE-106] c1: @Conv filters is 0. Use 1 or more.
    // AT 0, kernel
    // ERROR [LATHE-106] c1: @Conv kernel is -1. Use 1 or more.
    // AT -1}
    // ERROR [LATHE-106] c1: @Conv stride is 0. Use 1 or more.
    // AT 0, padding
    // ERROR [LATHE-107] c1: @Conv padding is -2. Use 0 or more.
    // AT -2,
    // ERROR [LATHE-106] c1: @Conv dilation is 0. Use 1 or more.
    // AT 0)
    @Conv(filters = 0, kernel = {3, -1}, stride = 0, padding = -2, dilation = 0) Layer c1();

    // ERROR [LATHE-106] s2: @MaxPool value is 0. Use 1 or more.
    // AT 0)
    @MaxPool(0) Layer s2();

    // ERROR [LATHE-106] s3: @AvgPool stride is -3. Use 1 or more.
    // AT -3,
    // ERROR [LATHE-107] s3: @AvgPool padding is -1. Use 0 or more.
    // AT -1}
    @AvgPool(value = 2, stride = -3, padding = {0, 0, 0, -1}) Layer s3();

    // ERROR [LATHE-107] u4: @TransposedConv outputPadding is -1. Use 0 or more.
    // AT -1)
    @TransposedConv(filters = 1, kernel = 3, outputPadding = -1) Layer u4();

    // ERROR [LATHE-106] f5: @Dense value is -10. Use 1 or more.
    // AT -10)
    @Dense(-10) Layer f5();
  }

  @Network(input = {1, 28, 28})
  interface Entries extends Classifier {
    // ERROR [LATHE-108] c1: @Conv kernel has 3 entries, and the input 1x28x28 has 2 spatial axes.
    //   Give 1 entry for all axes, or one an axis.
    // AT {3, 3, 3}
    // ERROR [LATHE-108] c1: @Conv padding has 3 entries, and the input 1x28x28 has 2 spatial axes.
    //   Give 1 entry for all axes, or one an axis, or two an axis: all the begins, then all the ends.
    // AT {1, 1, 1}
    @Conv(filters = 4, kernel = {3, 3, 3}, padding = {1, 1, 1}) Layer c1();

    // ERROR [LATHE-108] s2: @MaxPool value has 0 entries, and the input 4x?x? has 2 spatial axes.
    //   Give 1 entry for all axes, or one an axis.
    // AT {}
    @MaxPool({}) Layer s2();

    // ERROR [LATHE-108] u3: @TransposedConv outputPadding has 4 entries, and the input 4x?x? has 2
    //   spatial axes. Give 1 entry for all axes, or one an axis.
    // AT {0, 0, 0, 0}
    @TransposedConv(filters = 1, kernel = 3, outputPadding = {0, 0, 0, 0}) Layer u3();
  }

  static final int TAPS = 5 - 6;

  @Network(input = {1, 28})
  interface Constants extends Classifier {
    // ERROR [LATHE-106] c1: @Conv kernel is -1. Use 1 or more.
    // AT TAPS)
    @Conv(filters = 4, kernel = TAPS) Layer c1();

    // ERROR [LATHE-108] c2: @Conv stride has 0 entries, and the input 4x? has 1 spatial axis. Give 1
    //   entry for all axes, or one an axis.
    // AT {})
    @Conv(filters = 4, kernel = 2, stride = {}) Layer c2();
  }
}
