package dev.lathe.processor.network;

import java.util.List;

/**
 * The numbers of a loss; those that it has no use for are at their defaults.
 *
 * @param sum whether the parts of an image's loss are summed up, not averaged
 * @param smoothing the share of a label that is spread over all classes
 * @param classWeights one a class; empty if all are 1
 * @param ignoredClass -1 if there is none
 * @param limit where an error's measure changes from a square to a line
 * @param margin of the hinge
 * @param power of the hinge
 * @param floor the penalty of a class of rubbish
 */
public record LossFigures(
    boolean sum,
    double smoothing,
    List<Double> classWeights,
    int ignoredClass,
    double limit,
    double margin,
    int power,
    double floor) {

  public static final LossFigures DEFAULT = new LossFigures(false, 0, List.of(), -1, 1, 1, 1, 1);

  public LossFigures {
    classWeights = List.copyOf(classWeights);
  }

  /** Whether the image's loss is what the specialised operations compute. */
  public boolean isPlain() {
    return equals(DEFAULT);
  }
}
