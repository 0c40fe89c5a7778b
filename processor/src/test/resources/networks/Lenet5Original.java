package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/**
 * LeNet-5 of 1998. The file has subsampling as a mean and a factor, where {@code @Subsample} would
 * have a sum: so it is a pooling and a convolution of single cells here.
 */
@Network(input = {1, 32, 32})
@Trainable(loss = Loss.MAXIMUM_A_POSTERIORI, floor = 0.1)
public interface Lenet5Original extends Classifier {
  @Conv(filters = 6, kernel = 5) @ScaledTanh Layer c1();

  @AvgPool(2) Layer mean2();

  @Conv(filters = 6, kernel = 1, groups = 6) @ScaledTanh Layer s2();

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

  @AvgPool(2) Layer mean4();

  @Conv(filters = 16, kernel = 1, groups = 16) @ScaledTanh Layer s4();

  @Conv(filters = 120, kernel = 5) @ScaledTanh Layer c5();

  @Dense(84) @ScaledTanh Layer f6();

  @Rbf(10) Layer output();
}
