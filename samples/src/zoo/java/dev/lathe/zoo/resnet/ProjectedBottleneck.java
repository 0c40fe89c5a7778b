package dev.lathe.zoo.resnet;

import dev.lathe.annotations.Add;
import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Parameter;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** {@link Bottleneck} with a stride, and a shortcut that makes maps of the new size and number. */
@Block
public @interface ProjectedBottleneck {
  int WIDTH = Parameter.C;
  int STRIDE = Parameter.D;

  int width();

  int stride();

  /** The layers. */
  interface Layers {
    @Conv(filters = WIDTH, kernel = 1, bias = false)
    Layer conv1();

    @BatchNorm
    @Relu
    Layer bn1();

    @Conv(filters = WIDTH, kernel = 3, stride = STRIDE, padding = 1, bias = false)
    Layer conv2();

    @BatchNorm
    @Relu
    Layer bn2();

    @Conv(filters = 4 * WIDTH, kernel = 1, bias = false)
    Layer conv3();

    @BatchNorm
    Layer bn3();

    @Projection(filters = 4 * WIDTH, stride = STRIDE, from = "input")
    Layer downsample();

    @Add({"bn3", "downsample"})
    @Relu
    Layer output();
  }
}
