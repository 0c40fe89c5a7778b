package dev.lathe.processor.network;

import dev.lathe.annotations.Loss;
import java.util.List;

/**
 * What training needs: the weighted sum of the heads' losses is made small.
 *
 * @param heads at least one; those that share a target stand behind the one that it belongs to
 * @param inputGradient whether the derivative with respect to the image is asked for
 */
public record Training(List<HeadLoss> heads, boolean inputGradient) {

  public Training {
    heads = List.copyOf(heads);
  }

  /** One loss of the scores. */
  public Training(Loss loss, boolean inputGradient, LossFigures figures) {
    this(List.of(new HeadLoss(loss, figures)), inputGradient);
  }

  /** One loss of the scores, whose numbers are at their defaults. */
  public Training(Loss loss, boolean inputGradient) {
    this(loss, inputGradient, LossFigures.DEFAULT);
  }

  /** The first head's loss. */
  public Loss loss() {
    return heads.getFirst().loss();
  }

  /** The numbers of the first head's loss. */
  public LossFigures figures() {
    return heads.getFirst().figures();
  }
}
