package nets;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** The zip-code network of 1989: a bias for every unit, -1 outside of the maps. */
@Network(input = {1, 16, 16})
@Trainable(loss = Loss.MEAN_SQUARED_ERROR)
public interface Usps1989 extends Classifier {
  @Conv(filters = 12, kernel = 5, stride = 2, padding = 2, padValue = -1, biasPerUnit = true)
  @ScaledTanh
  Layer h1();

  @Conv(
      filters = 12,
      kernel = 5,
      stride = 2,
      padding = 2,
      padValue = -1,
      biasPerUnit = true,
      table = {
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({0, 1, 2, 3, 4, 5, 6, 7}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({4, 5, 6, 7, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11}),
        @Maps({0, 1, 2, 3, 8, 9, 10, 11})
      })
  @ScaledTanh
  Layer h2();

  @Dense(30) @ScaledTanh Layer h3();

  @Dense(10) @ScaledTanh Layer output();
}
