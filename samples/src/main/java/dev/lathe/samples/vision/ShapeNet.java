package dev.lathe.samples.vision;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.GlobalMaxPool;
import dev.lathe.annotations.InvariantConv;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * A network with a transform-invariant layer: shapes, which it has seen upright only, are the same
 * to it when they are turned by 90 degrees or mirrored.
 */
@Network(input = {1, 16, 16})
@Trainable
public interface ShapeNet extends Classifier {

  /** 16 features of 5x5, each under eight transforms; of their responses the largest counts. */
  @InvariantConv(filters = 16, kernel = 5, rotations = 4, reflections = true)
  @Relu
  Layer features();

  /** Wherever they are. */
  @GlobalMaxPool
  Layer strongest();

  /** Logits of {@link Scenes#SHAPES}. */
  @Dense(5)
  Layer output();
}
