package dev.lathe.samples.nyu;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Maps;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Rbf;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Subsample;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Layer;

/**
 * LeNet-5 as Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-Based Learning Applied to
 * Document Recognition" (1998), describe it: trainable subsampling, a connection table between s2
 * and c3, and units that measure the distance to a drawing of each character.
 */
@Network(input = {1, 32, 32})
@Trainable(loss = Loss.MAXIMUM_A_POSTERIORI)
public interface LeNet5Original {

  /** How far the image is from each character; the nearest one is the answer. */
  float[] penalties(float[] image);

  @Conv(filters = 6, kernel = 5)
  @ScaledTanh
  Layer c1();

  @Subsample(2)
  @ScaledTanh
  Layer s2();

  /** Three, four or all maps of s2 for each map, so that they come to look for different things. */
  @Conv(
      filters = 16,
      kernel = 5,
      table = {
        @Maps({0, 1, 2}),
        @Maps({1, 2, 3}),
        @Maps({2, 3, 4}),
        @Maps({3, 4, 5}),
        @Maps({0, 4, 5}),
        @Maps({0, 1, 5}),
        @Maps({0, 1, 2, 3}),
        @Maps({1, 2, 3, 4}),
        @Maps({2, 3, 4, 5}),
        @Maps({0, 3, 4, 5}),
        @Maps({0, 1, 4, 5}),
        @Maps({0, 1, 2, 5}),
        @Maps({0, 1, 3, 4}),
        @Maps({1, 2, 4, 5}),
        @Maps({0, 2, 3, 5}),
        @Maps({0, 1, 2, 3, 4, 5})
      })
  @ScaledTanh
  Layer c3();

  @Subsample(2)
  @ScaledTanh
  Layer s4();

  @Conv(filters = 120, kernel = 5)
  @ScaledTanh
  Layer c5();

  @Dense(84)
  @ScaledTanh
  Layer f6();

  @Rbf(10)
  Layer output();
}
