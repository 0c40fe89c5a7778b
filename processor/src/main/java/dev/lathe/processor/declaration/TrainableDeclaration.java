package dev.lathe.processor.declaration;

import dev.lathe.annotations.Loss;

/**
 * {@code @Trainable}.
 *
 * @param place the annotation
 */
public record TrainableDeclaration(Place place, Figure<Loss> loss, boolean inputGradient) {}
