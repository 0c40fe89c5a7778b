package dev.lathe.samples.rows;

import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/** One window, as it is trained. */
@Network(input = {1, 32, 32})
@Trainable(loss = Loss.NEGATIVE_LOG_LIKELIHOOD)
public interface Window extends Classifier {

  /** The logarithms of eleven probabilities. */
  @WindowLayers
  Layer net();
}
