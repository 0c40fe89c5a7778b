package dev.lathe.processor.declaration;

/**
 * A schedule that a layer is pinned to.
 *
 * @param schedule its text
 * @param lanes of the vectors that it is for; 0 for all
 */
public record PinDeclaration(Figure<String> schedule, Figure<Integer> lanes) {}
