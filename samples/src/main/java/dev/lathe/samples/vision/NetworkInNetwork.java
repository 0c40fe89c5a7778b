package dev.lathe.samples.vision;

import dev.lathe.annotations.AvgPool;
import dev.lathe.annotations.Dropout;
import dev.lathe.annotations.GlobalAvgPool;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * Network in network, after M. Lin, Q. Chen and S. Yan (2013), for images of 32x32: every filter is
 * a small network of 1x1 convolutions, and the last maps are averaged instead of classified.
 * 966,986 weights.
 */
@Network(input = {3, 32, 32})
public interface NetworkInNetwork extends Classifier {
  @MlpConv(filters = 192, kernel = 5, padding = 2, middle = 160, maps = 96)
  Layer stage1();

  @MaxPool(value = 3, stride = 2, ceil = true)
  Layer pool1();

  @Dropout
  Layer drop1();

  @MlpConv(filters = 192, kernel = 5, padding = 2, middle = 192, maps = 192)
  Layer stage2();

  @AvgPool(value = 3, stride = 2, ceil = true)
  Layer pool2();

  @Dropout
  Layer drop2();

  @MlpConv(filters = 192, kernel = 3, padding = 1, middle = 192, maps = 10)
  Layer stage3();

  @GlobalAvgPool
  Layer pool3();
}
