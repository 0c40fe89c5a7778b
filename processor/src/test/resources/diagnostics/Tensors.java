package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Layers that move and normalise, with figures that do not fit. */
class Tensors {

  @Network(input = {6, 9})
  interface Sequence extends Classifier {
    // ERROR [LATHE-142] p: @Softmax works along the axis HEIGHT, and the shape 6x9 has none. Name one
    //   of its axes: CHANNELS, then from behind WIDTH, HEIGHT and DEPTH.
    // AT .HEIGHT
    @Softmax(axis = Axis.HEIGHT) Layer p();

    // ERROR [LATHE-142] g: @Glu works along the axis DEPTH, and the shape 6x9 has none. Name one of
    //   its axes: CHANNELS, then from behind WIDTH, HEIGHT and DEPTH.
    // AT .DEPTH
    @Glu(axis = Axis.DEPTH) Layer g();
  }

  @Network(input = {6, 9})
  interface Odd extends Classifier {
    // ERROR [LATHE-160] g: @Glu needs an extent that 2 divides, and the input 6x9 has 9. Change the
    //   figure, or the layer before.
    // AT @Glu
    @Glu(axis = Axis.WIDTH) Layer g();
  }

  @Network(input = {6, 4, 5})
  interface Parts extends Classifier {
    // ERROR [LATHE-160] m: @Maxout needs a number of channels that 4 divides, and the input 6x4x5 has
    //   6. Change the figure, or the layer before.
    // AT 4)
    @Maxout(4) Layer m();
  }

  @Network(input = {6, 4, 5})
  interface Groups extends Classifier {
    // ERROR [LATHE-160] n: @GroupNorm needs a number of channels that 5 divides, and the input 6x4x5
    //   has 6. Change the figure, or the layer before.
    // AT 5)
    @GroupNorm(groups = 5) Layer n();
  }

  @Network(input = {6, 4, 5})
  interface Squares extends Classifier {
    // ERROR [LATHE-160] down: @PixelUnshuffle needs spatial extents that 2 divides, and the input 6x4x5
    //   has 5. Change the figure, or the layer before.
    // AT 2)
    @PixelUnshuffle(2) Layer down();
  }

  @Network(input = {6, 4, 5})
  interface Reflected extends Classifier {
    // ERROR [LATHE-161] p: @Pad adds 4 cells to an axis of 4 by the mode reflect, which has at most 3
    //   to give. Add fewer cells, or use another mode.
    // AT @Pad
    @Pad(value = 4, mode = PadMode.REFLECT) Layer p();
  }

  @Network(input = {6, 4, 5})
  interface Cropped extends Classifier {
    // ERROR [LATHE-162] p: @Pad cuts all 4 cells of an axis off. Cut off fewer: a negative figure is
    //   how many.
    // AT @Pad
    @Pad({-2, 0, -2, 0}) Layer p();
  }

  @Network(input = {6, 4, 5})
  interface Decimals extends Classifier {
    // ERROR [LATHE-150] a: @HardTanh max is -1.0. Use a number above min, which is 1.0.
    // AT -1)
    @HardTanh(min = 1, max = -1) Layer a();

    // ERROR [LATHE-150] s: @SoftShrink value is -0.5. Use a number of at least 0.
    // AT -0.5)
    @SoftShrink(-0.5) Layer s();

    // ERROR [LATHE-150] w: @LocalContrastNorm value is 65x64. Use windows of at most 4,096 cells.
    // AT {65, 64}
    @LocalContrastNorm({65, 64}) Layer w();

    // ERROR [LATHE-150] b: @Softplus beta is 0.0. Use a number above 0.
    // AT 0)
    @Softplus(beta = 0) Layer b();

    // ERROR [LATHE-150] c: @LayerNorm epsilon is -1.0. Use a number above 0.
    // AT -1)
    @LayerNorm(epsilon = -1) Layer c();
  }

  @Network(input = {6, 4, 5})
  interface Weights extends Classifier {
    // ERROR [LATHE-163] n: @LocalContrastNorm weights has 2 entries, and the window 3x3 has 9 cells.
    //   Give a weight for each cell, or none for a Gaussian.
    // AT {1, 2}
    @LocalContrastNorm(value = 3, weights = {1, 2}) Layer n();
  }

  @Network(input = {6})
  interface Vector extends Classifier {
    // ERROR [LATHE-109] u: @Upsample slides over spatial axes, and the input 6 has none. Use @Dense,
    //   or give @Network input a width, as in {1, 32} or {1, 32, 32}.
    // AT @Upsample
    @Upsample(2) Layer u();
  }

  @Network(input = {2, 4})
  interface NotFinite extends Classifier {
    // ERROR [LATHE-281] a: @LeakyRelu value is Infinity. Use a finite number, as a float can hold it.
    // AT .POSITIVE_INFINITY
    @LeakyRelu(Double.POSITIVE_INFINITY) Layer a();

    // ERROR [LATHE-281] b: @Conv padValue is NaN. Use a finite number, as a float can hold it.
    // AT .NaN
    @Conv(filters = 2, kernel = 3, padding = 1, padValue = Double.NaN) Layer b();

    // ERROR [LATHE-281] c: @Pad fill is 1.0E300. Use a finite number, as a float can hold it.
    // AT 1e300
    @Pad(value = 1, fill = 1e300) Layer c();

    // ERROR [LATHE-281] d: @BatchNorm epsilon is Infinity. Use a finite number, as a float can hold
    //   it.
    // AT / 0.0
    @BatchNorm(epsilon = 1 / 0.0) Layer d();

    // ERROR [LATHE-281] e: @LocalContrastNorm weights is NaN. Use a finite number, as a float can
    //   hold it.
    // AT .NaN
    @LocalContrastNorm(value = 1, weights = Double.NaN) Layer e();
  }

  @Network(input = {2, 4})
  interface Enlarged extends Classifier {
    // ERROR [LATHE-103] u: the output 2x8000000000 has 16,000,000,000 elements, and an array holds at
    //   most 2,147,483,647. Make it smaller: by a smaller input or kernel, fewer
    //   filters, a stride or a pool before it.
    // AT @Upsample
    @Upsample(2000000000) Layer u();
  }

  @Network(input = {2, 4})
  interface Framed extends Classifier {
    // ERROR [LATHE-103] p: the output 2x4000000004 has 8,000,000,008 elements, and an array holds at
    //   most 2,147,483,647. Make it smaller: by a smaller input or kernel, fewer
    //   filters, a stride or a pool before it.
    // AT @Pad
    @Pad(2000000000) Layer p();
  }

  @Network(input = {2, 4})
  interface Distances extends Classifier {
    // ERROR [LATHE-103] r: the weight 2000000000x8 has 16,000,000,000 elements, and an array holds at
    //   most 2,147,483,647. Make it smaller: by a smaller input or kernel, fewer
    //   filters, a stride or a pool before it.
    // AT @Rbf
    @Rbf(2000000000) Layer r();
  }
}
