package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Layers that read others by name. */
class Wiring {

  @Network(input = {1, 28, 28})
  interface Names extends Classifier {
    // ERROR [LATHE-210] conv1: no layer is named "image". Remove the from: the first layer reads the
    //   input.
    // AT "image"
    @Conv(filters = 4, kernel = 3, from = "image") Layer conv1();

    // ERROR [LATHE-210] pool1: no layer is named "Conv". Did you mean "conv1"?
    // AT "Conv"
    @MaxPool(value = 2, from = "Conv") Layer pool1();

    // ERROR [LATHE-210] relu: no layer is named "trunk". The layers declared before are conv1,
    //   pool1.
    // AT "trunk"
    @Relu(from = "trunk") Layer relu();

    // ERROR [LATHE-211] itself: from names "itself", the layer itself. A layer reads layers declared
    //   before it: reorder the methods, or name another.
    // AT "itself"
    @AvgPool(value = 2, from = "itself") Layer itself();

    // ERROR [LATHE-211] early: from names "last", which is declared later. A layer reads layers
    //   declared before it: reorder the methods, or name another.
    // AT "last"
    @TransposedConv(filters = 4, kernel = 3, from = "last") @Relu Layer early();

    @Dense(value = 10, from = "early") Layer last();
  }

  @Network(input = {1, 8, 8})
  interface Branches extends Classifier {
    @Conv(filters = 4, kernel = 3) Layer trunk();

    // ERROR [LATHE-212] side: no layer reads this one, and it is not the last, which gives the
    //   scores. Remove it, or name it in the from of a later layer.
    // AT side
    @Dense(7) Layer side();

    // It reads 4x6x6, not 7x1x1.
    // ERROR [LATHE-104] main: the kernel 7x7 is larger than the padded input 4x6x6. Use a kernel of at
    //   most 6x6, or add padding.
    // AT 7, from
    @Conv(filters = 2, kernel = 7, from = "trunk") Layer main();
  }

  @Network(input = {2, 8, 8})
  interface Ranks extends Classifier {
    @Reshape({16, 8}) Layer rows();

    // ERROR [LATHE-147] scaled: @Multiply reads input, 2x8x8, and rows, 16x8, which have different
    //   numbers of axes. Give both as many with @Reshape: a figure a map is {C, 1, 1}.
    // AT "rows"
    @Multiply({"input", "rows"}) Layer scaled();
  }

  @Network(input = {2, 8, 8})
  interface Joins extends Classifier {
    @Conv(filters = 4, kernel = 3, padding = 1) Layer left();

    @Conv(filters = 4, kernel = 3, from = "input") Layer right();

    // ERROR [LATHE-140] both: @Add reads left, 4x8x8, and right, 4x6x6. Bring both to one shape: strides
    //   and paddings set the extents, the filters of a 1x1 convolution the channels.
    // AT "right"
    @Add({"left", "right"}) Layer both();

    // ERROR [LATHE-210] again: no layer is named "inpt". Did you mean "input"?
    // AT "inpt"
    @Add("inpt") Layer again();

    // ERROR [LATHE-220] nothing: @Add names no layer. Name the layers to read; one name alone is read
    //   beside the layer before.
    // AT @Add
    @Add({}) Layer nothing();
  }

  @Network(input = {2, 8, 8})
  interface Parts extends Classifier {
    @Conv(filters = 4, kernel = 3) Layer small();

    // ERROR [LATHE-141] joined: @Concat puts small, 4x6x6, and input, 2x8x8, behind each other along
    //   CHANNELS, and their other extents differ. Bring these to one size, by padding, stride, @Slice
    //   or pooling.
    // AT "input"
    @Concat({"small", "input"}) Layer joined();

    // ERROR [LATHE-142] along: @Concat works along the axis DEPTH, and the shape 4x6x6 has none. Name
    //   one of its axes: CHANNELS, then from behind WIDTH, HEIGHT and DEPTH.
    // AT .DEPTH
    @Concat(value = {"small", "small"}, axis = Axis.DEPTH) Layer along();

    // ERROR [LATHE-143] backwards: @Slice begins at 3 and ends before 2. Begin at 0 or more, and end
    //   behind the beginning.
    // AT 2
    @Slice(begin = 3, end = 2, from = "small") Layer backwards();

    // ERROR [LATHE-144] beyond: @Slice ends before 5, and the input 4x6x6 has 4 along that axis. End at
    //   most at 4.
    // AT 5
    @Slice(begin = 3, end = 5, from = "small") Layer beyond();

    // ERROR [LATHE-148] product: @Multiply reads small, 4x6x6, and input, 2x8x8, which can be stretched
    //   along no axis to one shape. Along each axis both extents are equal, or one of them is 1.
    // AT "input"
    @Multiply({"small", "input"}) Layer product();

    // ERROR [LATHE-145] reshaped: @Reshape to 2x72 makes 144 elements, and the input 2x8x8 has 128. Give
    //   extents whose product is that of the input's.
    // AT {2, 72}
    @Reshape(value = {2, 72}, from = "input") Layer reshaped();

    // ERROR [LATHE-146] axes: @Reshape has 5 entries. Give {C}, {C, W}, {C, H, W} or {C, D, H, W}.
    // AT {2
    @Reshape(value = {2, 2, 2, 2, 8}, from = "input") Layer axes();

    @Concat({"reshaped", "axes", "joined", "along", "backwards", "beyond", "product"}) Layer all();
  }
}
