package dev.lathe.processor.memory;

import java.util.List;

/**
 * Weights that are rounded to 24 bits, four vectors in the place of three: see {@link
 * dev.lathe.processor.schedule.RoundedWeights}.
 *
 * @param destination where their words begin in the segment, in floats
 * @param trips over tiles
 * @param stride floats of the segment from trip to trip
 * @param runs of vectors in a trip, one for each summand
 * @param vectors of a run
 * @param lanes of a vector
 * @param copies into an array of all weights, {@code [trips][runs][vectors][lanes]}
 */
public record PackedRounding(
    int destination,
    int trips,
    int stride,
    int runs,
    int vectors,
    int lanes,
    List<PackedCopy> copies) {

  public PackedRounding {
    copies = List.copyOf(copies);
  }
}
