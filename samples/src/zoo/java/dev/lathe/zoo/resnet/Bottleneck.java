package dev.lathe.zoo.resnet;

import dev.lathe.annotations.Add;
import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** A 3x3 convolution of few maps between two of 1x1, around a shortcut of four times as many. */
@Block
public @interface Bottleneck {
  int WIDTH = Parameter.A;

  int width();

  int repeat() default 1;

  /** The layers. */
  interface Layers {
    @Conv(filters = WIDTH, kernel = 1, bias = false)
    Layer conv1();

    @BatchNorm
    @Relu
    Layer bn1();

    @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false)
    Layer conv2();

    @BatchNorm
    @Relu
    Layer bn2();

    @Conv(filters = 4 * WIDTH, kernel = 1, bias = false)
    Layer conv3();

    @BatchNorm
    Layer bn3();

    @Add({"bn3", "input"})
    @Relu
    Layer output();
  }
}
