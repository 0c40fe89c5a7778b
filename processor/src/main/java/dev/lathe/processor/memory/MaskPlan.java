package dev.lathe.processor.memory;

/**
 * Factors that a training draws for every image.
 *
 * @param node the id of the mask's node
 * @param offset in the arena, row-major channels first
 * @param floats how many there are
 * @param keep the probability of not being 0
 */
public record MaskPlan(int node, int offset, int floats, double keep) {}
