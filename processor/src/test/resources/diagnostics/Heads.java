package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Several inputs, outputs and losses. */
class Heads {

  @Network(input = {1, 8, 8})
  // ERROR [LATHE-250] Heads.Names: @Trainable of names "scores", which is no layer of the interface.
  //   The layers are early, output.
  // AT "scores"
  @Trainable(of = "scores")
  // ERROR [LATHE-252] Heads.Names: @Trainable targetOf names "late", which no annotation before it
  //   is of. Name the head whose target is shared, and put its annotation before this one.
  // AT "late"
  @Trainable(of = "early", targetOf = "late")
  interface Names extends Classifier {
    @Dense(10) Layer early();

    @Dense(10) Layer output();
  }

  @Network(input = {1, 8, 8})
  @Trainable
  // ERROR [LATHE-251] Heads.Twice: two annotations @Trainable are of the layer "output". Give each
  //   head one loss, and name it in "of".
  // AT "output"
  // ERROR [LATHE-254] Heads.Twice: @Trainable weight is -1.0. Use a finite number more than 0.
  // AT -1
  @Trainable(of = "output", weight = -1)
  interface Twice extends Classifier {
    @Dense(10) Layer output();
  }

  @Network(input = {1, 8, 8})
  @Trainable
  // ERROR [LATHE-253] Heads.Shapes: @Trainable of "early", 12x1x1, shares the target of "output",
  //   10x1x1. Heads that share a target have one shape.
  // AT "output"
  @Trainable(of = "early", targetOf = "output")
  interface Shapes extends Classifier {
    @Dense(12) Layer early();

    @Dense(10) Layer output();
  }

  @Network(input = {1, 8, 8})
  @Trainable(of = "label")
  interface Untrained {
    record Found(float[] label, float[] box) {}

    Found find(float[] image);

    @Dense(10) Layer label();

    // ERROR [LATHE-255] box: the layer has weights, but no loss depends on it. Add a @Trainable whose
    //   "of" is a layer behind it, or remove it.
    // AT box
    @Dense(value = 4, from = "input") Layer box();
  }

  @Network(input = {1, 8, 8})
  interface Records {
    record Found(float[] lable, int[] box) {}

    // ERROR [LATHE-256] Heads.Records: the entry point find hands out Found, and the component
    //   "lable" is no layer of the interface. The layers are label, box.
    // AT find
    // ERROR [LATHE-257] Heads.Records: the entry point find hands out Found, whose component box is
    //   of the type int[]. Make it a float[]: the values of the layer of its name.
    // AT find
    Found find(float[] image);

    @Dense(10) Layer label();

    @Dense(4) Layer box();
  }

  @Block
  @interface Pair {
    interface Layers {
      @Input({4}) Layer more();

      @Dense(3) Layer dense();
    }
  }

  @Network(input = {1, 8, 8})
  interface Inputs extends Classifier {
    // ERROR [LATHE-258] pair.more: @Input stands in a block. Declare it in the network, and name it
    //   where the block is used.
    // AT @Pair
    @Pair Layer pair();
  }

  @Network
  interface Several {
    // ERROR [LATHE-302] Heads.Several: float[] scores(float[]) is neither a layer nor a supported
    //   entry point. Supported are float[] m(float[] image), void m(float[] image, float[] scores), int
    //   m(float[] image) and void m(float[] images, int count, float[] scores);
    //   several inputs are an array each, several outputs a record of float[].
    // AT scores
    float[] scores(float[] image);

    // ERROR [LATHE-102] left: @Input has the extent 0. Use 1 or more.
    // AT 0
    @Input({0}) Layer left();

    @Input({3}) Layer right();

    @Concat({"left", "right"}) Layer both();
  }
}
