package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Layers that choose among the elements of a row, or put them elsewhere. */
class Rows {

  @Network(input = {6, 9})
  interface Kept extends Classifier {
    // ERROR [LATHE-180] a: @KMaxPool keeps 10 elements of a row, and the input 6x9 has rows of 9. Keep at
    //   most 9; a convolution with PadSize.FULL makes rows longer.
    // AT 10
    @KMaxPool(10) Layer a();

    // ERROR [LATHE-106] b: @KMaxPool value is 0. Use 1 or more.
    // AT 0
    @KMaxPool(value = 0, from = "input") Layer b();

    @Conv(filters = 6, kernel = 5, from = "input") Layer narrow();

    // ERROR [LATHE-180] c: @DynamicKMaxPool keeps 6 elements of a row, and the input 6x5 has rows of 5.
    //   Keep at most 5; a convolution with PadSize.FULL makes rows longer.
    // AT @Dynamic
    @DynamicKMaxPool(top = 2, layer = 1, layers = 3) Layer c();

    // ERROR [LATHE-150] d: @DynamicKMaxPool layer is 4. Use at most layers, 3.
    // AT 4
    @DynamicKMaxPool(top = 2, layer = 4, layers = 3, from = "narrow") Layer d();

    // ERROR [LATHE-150] e: @DynamicKMaxPool length is -1. Use 0 or more.
    // AT -1
    @DynamicKMaxPool(top = 2, layer = 1, layers = 3, length = -1, from = "narrow") Layer e();

    // ERROR [LATHE-160] f: @Fold needs an extent that 2 divides, and the input 6x9 has 9. Change the
    //   figure, or the layer before.
    // AT @Fold
    @Fold(axis = Axis.WIDTH, from = "input") Layer f();

    // ERROR [LATHE-142] g: @Fold works along the axis HEIGHT, and the shape 6x9 has none. Name one of its
    //   axes: CHANNELS, then from behind WIDTH, HEIGHT and DEPTH.
    // AT .HEIGHT
    @Fold(axis = Axis.HEIGHT, from = "input") Layer g();

    @Concat({"a", "b", "c", "d", "e", "f", "g"}) Layer all();
  }

  @Network(input = {2, 8, 8})
  interface Placed extends Classifier {
    @MaxPoolPositions(2) Layer where();

    // ERROR [LATHE-181] a: @MaxUnpool reads 2x8x8, and the positions where are 2x4x4. Name the
    //   @MaxPoolPositions of the pooling that made the value's shape.
    // AT "where"
    @MaxUnpool(value = 16, from = "input", positions = "where") Layer a();

    // ERROR [LATHE-210] b: no layer is named "whre". Did you mean "where"?
    // AT "whre"
    @MaxUnpool(value = 8, from = "where", positions = "whre") Layer b();

    // ERROR [LATHE-106] c: @MaxUnpool value is 0. Use 1 or more.
    // AT 0
    @MaxUnpool(value = 0, from = "where", positions = "where") Layer c();

    // ERROR [LATHE-150] d: @LocalResponseNorm before is 5. Use a number below size, 5, or -1 for half of
    //   it.
    // AT 5
    @LocalResponseNorm(before = 5, from = "where") Layer d();

    @Concat({"a", "b", "c", "d"}) Layer all();
  }

  @Network(input = {2, 8, 8})
  interface Unpooled extends Classifier {
    @MaxPoolPositions(2) Layer where();

    @MaxUnpool(value = 8, from = "where", positions = "where") Layer right();

    // ERROR [LATHE-280] wrong: @MaxUnpool makes maps of 8x9, and the positions where are those of cells of
    //   8x8. Use {8, 8}, the extents that were pooled.
    // AT {8, 9}
    @MaxUnpool(value = {8, 9}, from = "where", positions = "where") Layer wrong();

    @Concat(value = {"right", "wrong"}, axis = Axis.WIDTH) Layer all();
  }

  @Network(input = {1, 4097, 4096})
  interface Large extends Classifier {
    // ERROR [LATHE-182] where: the maps of 1x4097x4096 have 16,781,312 cells, and a float tells only
    //   16,777,216 positions apart. Pool smaller maps.
    // AT @MaxPoolPositions
    @MaxPoolPositions(4096) Layer where();
  }
}
