package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Blocks, and how they are used. */
class Blocks {

  @Block
  @interface Pair {
    int WIDTH = Parameter.A;

    int width();

    int repeat() default 1;

    interface Layers {
      @Conv(filters = WIDTH, kernel = 3, padding = 1) @Relu Layer first();

      @Conv(filters = 2 * WIDTH, kernel = 3, padding = 1) Layer second();
    }
  }

  @Block
  @interface Residual {
    int WIDTH = Parameter.A;
    int KERNEL = Parameter.B;

    int width();

    int kernel() default 1;

    String skip() default "";

    int repeat() default 1;

    interface Layers {
      @Conv(filters = WIDTH, kernel = KERNEL) Layer conv();

      @Add({"conv", "input"}) Layer sum();
    }
  }

  @Block
  @interface Widening {
    String from();

    int repeat() default 1;

    interface Layers {
      @Conv(filters = 1, kernel = 1) Layer conv();

      @Add({"conv", "input"}) Layer sum();

      @Conv(filters = 3, kernel = 1) Layer wide();
    }
  }

  @Block
  @interface Outer {
    int repeat() default 1;

    interface Layers {
      @Inner(repeat = 100) Layer inner();
    }
  }

  @Block
  @interface Inner {
    int repeat() default 1;

    interface Layers {
      @Relu Layer relu();
    }
  }

  @Block
  @interface Hollow {
    // ERROR [LATHE-282] Hollow: the block has no layers, so that it has no value. Declare them in its
    //   interface, such as @Relu Layer output();
    // AT interface Layers {}
    interface Layers {}
  }

  @Network(input = {1, 8, 8})
  interface Uses extends Classifier {
    // ERROR [LATHE-106] none: @Pair repeat is 0. Use 1 or more.
    // AT 0
    @Pair(width = 4, repeat = 0) Layer none();

    // ERROR [LATHE-106] wrong.first: @Conv filters is -4. Use 1 or more.
    // AT -4
    // ERROR [LATHE-106] wrong.second: @Conv filters is -8. Use 1 or more.
    // AT -4
    @Pair(width = -4) Layer wrong();

    // ERROR [LATHE-239] outside: @Conv filters is neither a figure nor made of the block's parameters
    //   in a way that can be read. Use numbers below 1,048,576, constants of the block around it, k *
    //   P, P / k, P + n, P - n, or k * P + m * Q.
    // AT .A
    @Conv(filters = Parameter.A, kernel = 1) Layer outside();

    // ERROR [LATHE-238] many: with @Pair the network has more than 5,000 layers. Use a smaller repeat.
    // AT @Pair
    @Pair(width = 4, repeat = 100000) Layer many();
  }

  @Network(input = {1, 8, 8})
  interface Nested extends Classifier {
    // It is said once, by the innermost block.
    // ERROR [LATHE-238] outer.50.inner: with @Inner the network has more than 5,000 layers. Use a
    //   smaller repeat.
    // AT @Outer
    @Outer(repeat = 1000) Layer outer();
  }

  @Network(input = {1, 8, 8})
  interface Shapes extends Classifier {
    // The first repetition is given 1 map and makes 4.
    // ERROR [LATHE-140] open.0.sum: @Add reads conv, 4x8x8, and input, 1x8x8. Bring both to one shape:
    //   strides and paddings set the extents, the filters of a 1x1 convolution the channels.
    // AT @Residual
    @Residual(width = 4, repeat = 3) Layer open();
  }

  @Network(input = {1, 8, 8})
  interface Repetitions extends Classifier {
    // It would close, if the second repetition were not given what the first one makes.
    // ERROR [LATHE-140] grows.1.sum: @Add reads conv, 1x8x8, and input, 3x8x8. Bring both to one shape:
    //   strides and paddings set the extents, the filters of a 1x1 convolution the channels.
    // AT @Widening
    @Widening(repeat = 2, from = "input") Layer grows();
  }

  @Network(input = {1, 8, 8})
  interface Figures extends Classifier {
    @Conv(filters = 4, kernel = 1, from = "input") Layer maps();

    // ERROR [LATHE-104] large.conv: the kernel 9x9 is larger than the padded input 4x8x8. Use a kernel
    //   of at most 8x8, or add padding.
    // AT @Residual
    @Residual(width = 4, kernel = 9) Layer large();

    // ERROR [LATHE-210] skip: no layer is named "map". Did you mean "maps"?
    // AT "map"
    @Residual(width = 4, skip = "map") Layer skip();

    // ERROR [LATHE-240] beside: the layer carries both the block @Residual and @Relu. Declare a second
    //   layer for @Relu.
    // AT @Relu
    @Residual(width = 4) @Relu Layer beside();
  }

  @Network(input = {1, 8, 8})
  interface Names extends Classifier {
    // ERROR [LATHE-210] names.first: no layer is named "inpt". Did you mean "input"?
    // AT @WrongNames
    // ERROR [LATHE-211] names.second: from names "third", which is declared later. A layer reads layers
    //   declared before it: reorder the methods, or name another.
    // AT @WrongNames
    // ERROR [LATHE-239] names.third: @Conv filters is neither a figure nor made of the block's
    //   parameters in a way that can be read. Use numbers below 1,048,576, constants of the block
    //   around it, k * P, P / k, P + n, P - n, or k * P + m * Q.
    // AT @WrongNames
    @WrongNames(width = 3) Layer names();

    // ERROR [LATHE-237] again.other.again: the block @Again stands in itself: @Again uses @Other uses @Again. Use
    //   repeat, or layers, or another block.
    // AT @Again
    @Again Layer again();

    // ERROR [LATHE-236] empty: something is wrong with the block @Empty itself. Mend its own errors
    //   first.
    // AT @Empty
    @Empty Layer empty();
  }

  @Block
  @interface WrongNames {
    int WIDTH = Parameter.C;

    int width();

    interface Layers {
      @Conv(filters = WIDTH, kernel = 1, from = "inpt") Layer first();

      @Conv(filters = WIDTH, kernel = 1, from = "third") Layer second();

      @Conv(filters = WIDTH * WIDTH, kernel = 1) Layer third();
    }
  }

  @Block
  @interface Again {
    interface Layers {
      @Other Layer other();
    }
  }

  @Block
  @interface Other {
    interface Layers {
      @Again Layer again();
    }
  }

  @Block
  // ERROR [LATHE-230] Empty: the block holds no interface. Nest one interface in the annotation type:
  //   its methods are the block's layers.
  // AT interface Empty
  @interface Empty {}

  @Block
  @interface Definition {
    // ERROR [LATHE-233] Definition: the constant WITH stands for no element of the block. Did you mean
    //   WIDTH?
    // AT WITH
    int WITH = Parameter.A;

    // ERROR [LATHE-234] Definition: the constants INNER_WIDTH and WITH are declared by the same letter
    //   of Parameter. Give each a letter of its own.
    // AT INNER_WIDTH
    int INNER_WIDTH = Parameter.A;

    // ERROR [LATHE-235] Definition: the constant STRIDE is a number, and does not stand for the
    //   parameter stride. Declare int STRIDE = Parameter.A; with a letter of its own. A default belongs
    //   to the element.
    // AT STRIDE
    int STRIDE = 1;

    // ERROR [LATHE-232] Definition: no constant stands for the parameter width in the block's layers.
    //   Declare int WIDTH = Parameter.A; with a letter of its own.
    // AT width
    int width();

    int innerWidth();

    int stride();

    // ERROR [LATHE-231] Definition: the block's element bias is of type boolean. It must be int, for a
    //   figure, or String, for a layer's name.
    // AT bias
    boolean bias() default true;

    // ERROR [LATHE-231] Definition: the block's element repeat is of type java.lang.String. It must be
    //   int.
    // AT repeat
    String repeat() default "";

    interface Layers {
      @Relu Layer relu();
    }
  }
}
