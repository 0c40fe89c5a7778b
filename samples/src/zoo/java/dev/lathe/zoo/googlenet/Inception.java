package dev.lathe.zoo.googlenet;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Concat;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** Four views of a map side by side: of single cells, of 3x3, of 5x5, and of its maxima. */
@Block
public @interface Inception {
  int ONE = Parameter.A;
  int REDUCE3 = Parameter.B;
  int THREE = Parameter.C;
  int REDUCE5 = Parameter.D;
  int FIVE = Parameter.E;
  int POOLED = Parameter.F;

  /** Maps of 1x1. */
  int one();

  /** Maps that the 3x3 convolution sees. */
  int reduce3();

  /** Maps of 3x3. */
  int three();

  /** Maps that the 5x5 convolution sees. */
  int reduce5();

  /** Maps of 5x5. */
  int five();

  /** Maps made of the maxima. */
  int pooled();

  String from() default "";

  /** The layers. */
  interface Layers {
    @Conv(filters = ONE, kernel = 1)
    @Relu
    Layer branch1();

    @Conv(filters = REDUCE3, kernel = 1, from = "input")
    @Relu
    Layer branch3_reduce();

    @Conv(filters = THREE, kernel = 3, padding = 1)
    @Relu
    Layer branch3();

    @Conv(filters = REDUCE5, kernel = 1, from = "input")
    @Relu
    Layer branch5_reduce();

    @Conv(filters = FIVE, kernel = 5, padding = 2)
    @Relu
    Layer branch5();

    @MaxPool(value = 3, stride = 1, padding = 1, from = "input")
    Layer branch_pool();

    @Conv(filters = POOLED, kernel = 1)
    @Relu
    Layer branch_project();

    @Concat({"branch1", "branch3", "branch5", "branch_project"})
    Layer output();
  }
}
