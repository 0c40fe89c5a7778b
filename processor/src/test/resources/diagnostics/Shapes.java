package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Figures that are right by themselves and wrong where they meet. */
class Shapes {

  @Network(input = {28, 28, 1})
  interface ChannelsLast extends Classifier {
    // ERROR [LATHE-104] c1: the kernel 5x5 is larger than the padded input 28x28x1. Use a kernel of
    //   at most 28x1, or add padding. Channels come first: did you mean {1, 28, 28}?
    // AT 5)
    @Conv(filters = 6, kernel = 5) Layer c1();

    @Dense(10) Layer output();
  }

  @Network(input = {256, 1})
  interface SignalChannelsLast extends Classifier {
    // ERROR [LATHE-104] c1: the kernel 7 is larger than the padded input 256x1. Use a kernel of at
    //   most 1, or add padding. Channels come first: did you mean {1, 256}?
    // AT 7)
    @Conv(filters = 6, kernel = 7) Layer c1();

    @Dense(10) Layer output();
  }

  @Network(input = {40, 60, 3})
  interface PooledChannelsLast extends Classifier {
    // ERROR [LATHE-104] p1: the window 4x4 is larger than the padded input 40x60x3. Use a window of
    //   at most 60x3, or add padding. Channels come first: did you mean {3, 40, 60}?
    // AT 4)
    @MaxPool(4) Layer p1();

    @Dense(10) Layer output();
  }

  @Network(input = {40, 3})
  interface DilatedChannelsLast extends Classifier {
    // ERROR [LATHE-105] c1: the kernel 3, spread to 5 by its dilation, is larger than the padded
    //   input 40x3. Use a kernel of at most 2, or a smaller dilation, or add padding. Channels come
    //   first: did you mean {3, 40}?
    // AT 3, dilation
    @Conv(filters = 1, kernel = 3, dilation = 2) Layer c1();

    @Dense(10) Layer output();
  }

  @Network(input = {1, 8})
  interface FewCellsBehind extends Classifier {
    @Conv(filters = 40, kernel = 7) Layer c1();

    // What a layer gives has its channels where they belong.
    // ERROR [LATHE-104] c2: the kernel 7 is larger than the padded input 40x2. Use a kernel of at
    //   most 2, or add padding.
    // AT 7)
    @Conv(filters = 1, kernel = 7) Layer c2();

    @Dense(10) Layer output();
  }

  @Network(input = {4, 6, 4})
  interface KernelTooLarge extends Classifier {
    // ERROR [LATHE-104] c3: the kernel 5x5 is larger than the padded input 4x6x4. Use a kernel of at
    //   most 6x4, or add padding.
    // AT 5)
    @Conv(filters = 16, kernel = 5) Layer c3();

    // The spatial extents are not known any more, so nothing is said here.
    @MaxPool(9) Layer s4();

    @Dense(10) Layer f5();

    // ERROR [LATHE-104] c6: the kernel 3x1 is larger than the padded input 10x1x1. Use a kernel of
    //   at most 1x1, or add padding.
    // AT {3, 1}
    @Conv(filters = 2, kernel = {3, 1}) Layer c6();
  }

  @Network(input = {1, 5, 5})
  interface DilatedKernel extends Classifier {
    // ERROR [LATHE-105] c1: the kernel 3x3, spread to 7x5 by its dilation, is larger than the padded
    //   input 1x5x5. Use a kernel of at most 2x3, or a smaller dilation, or add padding.
    // AT 3, dilation
    @Conv(filters = 1, kernel = 3, dilation = {3, 2}) Layer c1();

    @Dense(4) Layer f2();

    // ERROR [LATHE-104] s3: the window 1x2 is larger than the padded input 4x1x1. Use a window of at
    //   most 1x1, or add padding.
    // AT {1, 2}
    @AvgPool({1, 2}) Layer s3();
  }

  @Network(input = {3, 8, 8})
  interface FirstWindow extends Classifier {
    // ERROR [LATHE-112] pool: with a padding of 2, some 2x2 window lies in the padding altogether.
    //   Use a padding of at most 1.
    // AT 2)
    @MaxPool(value = 2, padding = 2) Layer pool();
  }

  @Network(input = {3, 8, 8})
  interface LastWindow extends Classifier {
    // The step leaps over the empty windows: 2x2 come of it.
    @MaxPool(value = 2, stride = 7, padding = {0, 0, 2, 2}) Layer leaping();

    // ERROR [LATHE-112] pool: with a padding of 3, some 2x2 window lies in the padding altogether.
    //   Use a padding of at most 1.
    // AT {0, 0, 0, 3}
    @AvgPool(value = 2, stride = 1, padding = {0, 0, 0, 3}) Layer pool();
  }

  @Network(input = {4, 1, 1})
  interface Expanding extends Classifier {
    // ERROR [LATHE-110] up: @TransposedConv outputPadding 2 is smaller than neither the stride 2 nor
    //   the dilation 1. Use at most 1.
    // AT 2)
    @TransposedConv(filters = 2, kernel = 3, stride = 2, outputPadding = 2) Layer up();

    // ERROR [LATHE-110] across: @TransposedConv outputPadding 1 is smaller than neither the stride 1
    //   nor the dilation 1. Use at most 0.
    // AT 1}
    @TransposedConv(filters = 2, kernel = 3, stride = {2, 1}, outputPadding = {1, 1})
    Layer across();
  }

  @Network(input = {4, 1, 1})
  interface CutAway extends Classifier {
    // ERROR [LATHE-111] up: the padding cuts the output of the input 4x1x1 down to 8x-1x3. Use less
    //   padding, or a larger kernel.
    // AT @TransposedConv
    @TransposedConv(filters = 8, kernel = 3, padding = {2, 0}) Layer up();
  }

  @Network(input = 16)
  interface NoAxes extends Classifier {
    // ERROR [LATHE-109] c1: @Conv slides over spatial axes, and the input 16 has none. Use @Dense, or
    //   give @Network input a width, as in {1, 32} or {1, 32, 32}.
    // AT @Conv
    @Conv(filters = 4, kernel = 3) Layer c1();

    // ERROR [LATHE-109] s2: @MaxPool slides over spatial axes, and the input 4 has none. Use @Dense,
    //   or give @Network input a width, as in {1, 32} or {1, 32, 32}.
    // AT @MaxPool
    @MaxPool(2) Layer s2();

    @Dense(4) Layer f3();

    // ERROR [LATHE-109] u4: @TransposedConv slides over spatial axes, and the input 4 has none. Use
    //   @Dense, or give @Network input a width, as in {1, 32} or {1, 32, 32}.
    // AT @TransposedConv
    @TransposedConv(filters = 2, kernel = 3) Layer u4();
  }

  @Network(input = {1, 30000, 30000})
  interface Sizes extends Classifier {
    // ERROR [LATHE-103] wide: the output 8x29998x29998 has 7,199,040,032 elements, and an array holds
    //   at most 2,147,483,647. Make it smaller: by a smaller input or kernel, fewer
    //   filters, a stride or a pool before it.
    // AT @Conv
    @Conv(filters = 8, kernel = 3) Layer wide();
  }

  @Network(input = {1, 30000, 30000})
  interface Weights extends Classifier {
    // ERROR [LATHE-103] heavy: the weight 3x1x30000x30000 has 2,700,000,000 elements, and an array
    //   holds at most 2,147,483,647. Make it smaller: by a smaller input or kernel, fewer
    //   filters, a stride or a pool before it.
    // AT @Dense
    @Dense(3) Layer heavy();
  }

  @Network(input = {1, 9})
  interface Padded extends Classifier {
    // ERROR [LATHE-103] c1: the padded input 1x4000000009 has 4,000,000,009 elements, and an array
    //   holds at most 2,147,483,647. Make it smaller: by a smaller input or kernel, fewer
    //   filters, a stride or a pool before it.
    // AT @Conv
    @Conv(filters = 1, kernel = 3, stride = 2000000000, padding = 2000000000) Layer c1();
  }

  @Network(input = {2, 9})
  interface Words extends Classifier {
    // ERROR [LATHE-151] several: @Embedding reads one number a cell, and the input 2x9 has several
    //   channels. Give the numbers as {T} or {1, T}.
    // AT @Embedding
    @Embedding(vocabulary = 6, dimension = 1) Layer several();

    // ERROR [LATHE-150] padded: @Embedding padding is 5. Use -1 for none, or the number of a row.
    // AT 5)
    @Embedding(vocabulary = 4, dimension = 3, padding = 5) Layer padded();
  }
}
