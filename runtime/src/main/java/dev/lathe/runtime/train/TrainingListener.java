package dev.lathe.runtime.train;

import java.nio.file.Path;

/**
 * Is told how a training goes, always by the thread that called {@link Trainer#train}. What a
 * listener throws ends the training and reaches the caller.
 */
public interface TrainingListener {

  /** The training begins. */
  default void started() {}

  /**
   * A pass through the data begins.
   *
   * @param epoch the pass's number, from 1
   * @param epochs how many passes there will be at most
   * @param images how many images a pass has
   */
  default void epochStarted(int epoch, int epochs, int images) {}

  /** A step is done. */
  default void stepDone(Progress progress) {}

  /** A pass through the data, and its evaluation, are done. */
  default void epochDone(EpochSummary summary) {}

  /** The best weights so far are in a file; told after {@code epochDone}. */
  default void bestSaved(EpochSummary summary, Path file) {}

  /** The training has ended, well or not. Nothing else is told afterwards. */
  default void ended() {}
}
