package dev.lathe.zoo;

import dev.lathe.annotations.Block;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Dropout;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Layer;

/** Two layers of 4096 units with dropout, and the logits of 1000 classes. */
@Block
public @interface Classification {

  /** The layers. */
  interface Layers {
    @Dense(4096)
    @Relu
    Layer fc6();

    @Dropout
    Layer drop6();

    @Dense(4096)
    @Relu
    Layer fc7();

    @Dropout
    Layer drop7();

    @Dense(1000)
    Layer fc8();
  }
}
