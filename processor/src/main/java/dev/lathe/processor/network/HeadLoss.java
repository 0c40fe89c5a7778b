package dev.lathe.processor.network;

import dev.lathe.annotations.Loss;

/**
 * What one head of a network is trained by.
 *
 * @param layer the index of the layer whose value is compared with a target, or {@link #SCORES}
 * @param figures the loss's numbers
 * @param weight what the loss is multiplied with in the sum of all
 * @param target the index among the heads of the one whose target this one shares; its own if it
 *     shares none
 */
public record HeadLoss(int layer, Loss loss, LossFigures figures, double weight, int target) {

  /** The network's first output. */
  public static final int SCORES = -1;

  /** The only loss of a network. */
  public HeadLoss(Loss loss, LossFigures figures) {
    this(SCORES, loss, figures, 1, 0);
  }
}
