package dev.lathe.processor.network;

import dev.lathe.annotations.Loss;

/**
 * What training needs.
 *
 * @param loss what is made small
 * @param inputGradient whether the derivative with respect to the image is asked for
 * @param figures the loss's numbers
 */
public record Training(Loss loss, boolean inputGradient, LossFigures figures) {

  /** A loss whose numbers are at their defaults. */
  public Training(Loss loss, boolean inputGradient) {
    this(loss, inputGradient, LossFigures.DEFAULT);
  }
}
