package dev.lathe.samples.sequence;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.GlobalSumPool;
import dev.lathe.annotations.LogSoftmax;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Sigmoid;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The time-delay network of A. Waibel et al., "Phoneme Recognition Using Time-Delay Neural
 * Networks" (1989): 15 frames of 16 coefficients to b, d or g, wherever they begin. What the second
 * layer finds is averaged over time.
 */
@Network(input = {16, 15})
@Trainable
public interface TimeDelayNet extends Classifier {
  @Conv(filters = 8, kernel = 3)
  @Sigmoid
  Layer hidden1();

  @Conv(filters = 3, kernel = 5)
  @Sigmoid
  Layer hidden2();

  @GlobalSumPool
  Layer sums();

  @LogSoftmax
  Layer output();
}
