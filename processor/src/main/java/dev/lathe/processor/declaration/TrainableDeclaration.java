package dev.lathe.processor.declaration;

import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Reduction;
import java.util.List;

/**
 * {@code @Trainable}.
 *
 * @param place the annotation
 * @param of the name of the layer that the loss is of, empty for the last one
 * @param targetOf the name of the head whose target is shared, empty for none
 */
public record TrainableDeclaration(
    Place place,
    Figure<String> of,
    Figure<String> targetOf,
    Figure<Double> weight,
    Figure<Loss> loss,
    boolean inputGradient,
    Figure<Reduction> reduction,
    Figure<Double> labelSmoothing,
    List<Figure<Double>> classWeights,
    Figure<Integer> ignoredClass,
    Figure<Double> beta,
    Figure<Double> delta,
    Figure<Double> margin,
    Figure<Integer> power,
    Figure<Double> floor) {

  public TrainableDeclaration {
    classWeights = List.copyOf(classWeights);
  }
}
