package dev.lathe.processor.memory;

import dev.lathe.processor.graph.FoldedParameter;

/**
 * A parameter that is made of stored ones before transforms and copies.
 *
 * @param name under which these know it
 * @param size how many elements it has
 */
public record PackedFold(String name, int size, FoldedParameter folding) {}
