package dev.lathe.processor.loop;

/**
 * A variable that holds floats.
 *
 * @param name unique in its kernel
 * @param lanes 1 for a scalar, else the lanes of a vector register
 */
public record Local(String name, int lanes) {}
