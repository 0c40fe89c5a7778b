package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Layers that read others by name. */
class Wiring {

  @Network(input = {1, 28, 28})
  interface Names extends Classifier {
    // ERROR [LATHE-210] conv1: no layer is named "image". Remove the from: the first layer reads the
    //   image.
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
}
