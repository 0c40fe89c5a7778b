package dev.lathe.processor.schedule;

import java.util.List;
import java.util.Optional;

/**
 * A contraction and how it is computed.
 *
 * @param origin who decided that
 * @param packedFor whose packed weights it reads, where they are not packed for its own walk
 */
public record ScheduledContraction(
    Contraction contraction,
    Tiling tiling,
    Origin origin,
    Optional<ScheduledContraction> packedFor) {

  /** One with weights of its own, if it has any. */
  public ScheduledContraction(Contraction contraction, Tiling tiling, Origin origin) {
    this(contraction, tiling, origin, Optional.empty());
  }

  /** The boxes of results, each of which becomes one kernel. */
  public List<Region> regions() {
    return Region.of(contraction, tiling);
  }
}
