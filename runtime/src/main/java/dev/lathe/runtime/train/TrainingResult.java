package dev.lathe.runtime.train;

import dev.lathe.runtime.Weights;
import java.util.List;

/**
 * What a training has brought about.
 *
 * @param weights what the network computes with now: the best of all epochs by the evaluation, or
 *     without one those of the last epoch
 * @param best the epoch that they are from
 * @param epochs every pass through the data, in order
 */
public record TrainingResult(Weights weights, EpochSummary best, List<EpochSummary> epochs) {

  /** Copies the list. */
  public TrainingResult {
    epochs = List.copyOf(epochs);
  }
}
