package dev.lathe.processor.schedule;

import java.util.List;

/** A contraction and how it is computed. */
public record ScheduledContraction(Contraction contraction, Tiling tiling) {

  /** The boxes of results, each of which becomes one kernel. */
  public List<Region> regions() {
    return Region.of(contraction, tiling);
  }
}
