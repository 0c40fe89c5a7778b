package dev.lathe.zoo.resnet;

import dev.lathe.annotations.Add;
import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** {@link BasicBlock} with a stride of 2, and a shortcut that makes maps of the new size. */
@Block
public @interface ProjectedBasicBlock {
  int WIDTH = Parameter.C;

  int width();

  /** The layers. */
  interface Layers {
    @Conv(filters = WIDTH, kernel = 3, stride = 2, padding = 1, bias = false)
    Layer conv1();

    @BatchNorm
    @Relu
    Layer bn1();

    @Conv(filters = WIDTH, kernel = 3, padding = 1, bias = false)
    Layer conv2();

    @BatchNorm
    Layer bn2();

    @Projection(filters = WIDTH, stride = 2, from = "input")
    Layer downsample();

    @Add({"bn2", "downsample"})
    @Relu
    Layer output();
  }
}
