package dev.lathe.samples.vision;

import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Layer;

/**
 * One trunk and two heads, after the CMU lecture: what is seen, and the corners of the box around
 * it, as four points. The class is learned by cross-entropy, the box by its squared error.
 */
@Network(input = {1, 32, 32})
@Trainable(of = "label")
@Trainable(of = "box", loss = Loss.MEAN_SQUARED_ERROR, weight = 4)
public interface BoxNet {

  /**
   * What was found.
   *
   * @param label the logits of four classes
   * @param box the corners' x and y, clockwise, from 0 to 1
   */
  record Found(float[] label, float[] box) {}

  /** What is in an image. */
  Found find(float[] image);

  /** The same, into arrays that the caller brings along: nothing is allocated. */
  void find(float[] image, Found found);

  /** What both heads see. */
  @Trunk
  Layer trunk();

  /** 64 units. */
  @Dense(64)
  @Relu
  Layer hidden();

  /** Logits. */
  @Dense(4)
  Layer label();

  /** Coordinates. */
  @Dense(value = 8, from = "hidden")
  Layer box();
}
