package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Paddings that cannot be. */
class Borders {

  @Network(input = {1, 4, 6})
  interface Wrong extends Classifier {
    // ERROR [LATHE-128] c1: @Conv padSize SAME and padding 2, 1 both say how much padding there is.
    //   Remove one of the two.
    // AT {2, 1}
    @Conv(filters = 2, kernel = 3, padding = {2, 1}, padSize = PadSize.SAME) Layer c1();

    // ERROR [LATHE-129] c2: @Conv padValue -1.0 is not used by the padMode REFLECT. Remove one of the
    //   two, or use PadMode.CONSTANT.
    // AT -1)
    @Conv(filters = 2, kernel = 3, padding = 1, padMode = PadMode.REFLECT, padValue = -1)
    Layer c2();

    // ERROR [LATHE-130] c3: a padding of 4 cells by padMode reflect is more than an axis of 4 has to
    //   give. Use a padding of at most 3, or another mode.
    // AT 4, padMode
    @Conv(filters = 2, kernel = 3, padding = 4, padMode = PadMode.REFLECT) Layer c3();

    // ERROR [LATHE-130] c4: a padding of 12 cells by padMode circular is more than an axis of 10 has to
    //   give. Use a padding of at most 10, or another mode.
    // AT @Conv
    @Conv(filters = 2, kernel = {13, 1}, padSize = PadSize.FULL, padMode = PadMode.CIRCULAR)
    Layer c4();
  }
}
