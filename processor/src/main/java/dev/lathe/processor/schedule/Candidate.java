package dev.lathe.processor.schedule;

/**
 * One way to compute a contraction.
 *
 * @param cycles as the cost model estimates them
 */
public record Candidate(Tiling tiling, double cycles) {}
