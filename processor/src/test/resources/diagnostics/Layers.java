package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Layer methods of a wrong form. */
class Layers {

  @Network(input = {1, 28, 28})
  interface Forms extends Classifier {
    // ERROR [LATHE-202] nothing: no annotation says what the layer computes. Add one, such as @Conv,
    //   @MaxPool, @Dense or @Relu.
    // AT nothing
    Layer nothing();

    // ERROR [LATHE-203] c1: @Conv stands on a method that returns float[]. Return
    //   dev.lathe.runtime.Layer.
    // AT @Conv
    @Conv(filters = 1, kernel = 3) float[] c1();

    // ERROR [LATHE-204] c2: a layer method has no parameters, and this one has (int, float[]).
    //   Declare it as Layer c2();
    // AT c2
    @Relu Layer c2(int count, float[] values);

    // ERROR [LATHE-204] c3: a layer method has no type parameters, and this one has <T>. Declare it
    //   as Layer c3();
    // AT c3
    @Relu <T> Layer c3();

    // ERROR [LATHE-205] c4: @Tanh stands on a method with a body. Remove the body: Lathe writes it.
    //   Or remove the annotation.
    // AT @Tanh
    @Tanh
    default Layer c4() {
      return c3();
    }

    // ERROR [LATHE-206] c5: the layer carries both @Conv and @MaxPool. Declare a second layer for
    //   @MaxPool.
    // AT @MaxPool
    @Conv(filters = 1, kernel = 3) @MaxPool(2) Layer c5();

    // ERROR [LATHE-207] c6: the layer carries both @Relu and @Softmax. Declare a second layer for
    //   @Softmax.
    // AT @Softmax
    @Relu @Softmax Layer c6();

    // ERROR [LATHE-213] c7: @Relu has a from, and reads the value of @Dense beside it. Put the from
    //   into @Dense.
    // AT "c6"
    @Dense(10) @Relu(from = "c6") Layer c7();

    // ERROR [LATHE-203] c8: @Relu stands on a method that returns java.lang.String. Return
    //   dev.lathe.runtime.Layer.
    // AT @Relu
    @Relu String c8();
  }

  @Network(input = 4)
  interface Names extends Classifier {
    @Relu Layer c1();

    // ERROR [LATHE-208] c1: a layer of this name exists already. Give every layer a name of its own.
    // AT c1
    // ERROR [LATHE-204] c1: a layer method has no parameters, and this one has (int). Declare it as
    //   Layer c1();
    // AT c1
    @Relu Layer c1(int other);

    // ERROR [LATHE-011] Layers.Names: hashCode() is a method of Object already, which the generated
    //   class extends. Choose another name.
    // AT hashCode
    @Relu Layer hashCode();

    // ERROR [LATHE-011] Layers.Names: weights() is a method of CompiledNetwork already, which the
    //   generated class extends. Choose another name.
    // AT weights
    @Relu Layer weights();

    // ERROR [LATHE-011] Layers.Names: layers() is a method of CompiledNetwork already, which the
    //   generated class extends. Choose another name.
    // AT layers
    @Relu Layer layers();

    // Another signature than swap(Weights).
    @Relu Layer swap();

    @Dense(2) Layer output();

    // ERROR [LATHE-011] Layers.Names: compute(float[]) is a method of CompiledNetwork already, which
    //   the generated class extends. Choose another name.
    // AT compute
    float[] compute(float[] image);

    // ERROR [LATHE-011] Layers.Names: path() is a method of CompiledNetwork already, which the
    //   generated class extends. Choose another name.
    // AT path
    default String path() {
      return "mine";
    }
  }

  @Network(input = 4)
  interface Base extends Classifier {
    @Relu Layer first();

    @Dense(2) Layer second();
  }

  @Network(input = 4)
  // ERROR [LATHE-209] Layers.Derived: the interface inherits layers from Base (second), and their
  //   place in the order is not known. Declare them in the interface itself, where they belong.
  // AT interface Derived
  interface Derived extends Base {
    // ERROR [LATHE-208] first: a layer of this name exists already, inherited from Base. Give every
    //   layer a name of its own.
    // AT first
    @Override @Dense(3) Layer first();
  }
}
