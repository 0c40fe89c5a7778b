package dev.lathe.processor.schedule;

import java.util.List;

/**
 * A contraction and how it is computed.
 *
 * @param origin who decided that
 */
public record ScheduledContraction(Contraction contraction, Tiling tiling, Origin origin) {

  /** The boxes of results, each of which becomes one kernel. */
  public List<Region> regions() {
    return Region.of(contraction, tiling);
  }
}
