package dev.lathe.processor.declaration;

/**
 * What a layer adds to its sums, as written.
 *
 * @param bias whether it adds anything
 * @param perUnit whether one element a unit, instead of one a map
 */
public record BiasDeclaration(boolean bias, Figure<Boolean> perUnit) {}
