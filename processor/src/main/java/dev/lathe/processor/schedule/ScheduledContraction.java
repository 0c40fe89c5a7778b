package dev.lathe.processor.schedule;

import java.util.List;
import java.util.Optional;

/**
 * A contraction and how it is computed.
 *
 * @param origin who decided that
 * @param packedFor whose packed weights it reads, where they are not packed for its own walk
 * @param partOf what was decided on, where this is a part of it ({@link UnfilledVectors})
 * @param split whether sums of few results go in parts ({@link PartialSums})
 * @param readsAhead whether its weights are fetched before they are wanted ({@link WeightsAhead})
 */
public record ScheduledContraction(
    Contraction contraction,
    Tiling tiling,
    Origin origin,
    Optional<ScheduledContraction> packedFor,
    Optional<ScheduledContraction> partOf,
    boolean split,
    boolean readsAhead) {

  /** One with weights of its own, if it has any. */
  public ScheduledContraction(Contraction contraction, Tiling tiling, Origin origin) {
    this(contraction, tiling, origin, Optional.empty());
  }

  /** One whose sums go in one part each. */
  ScheduledContraction(
      Contraction contraction,
      Tiling tiling,
      Origin origin,
      Optional<ScheduledContraction> packedFor) {
    this(contraction, tiling, origin, packedFor, Optional.empty(), false, false);
  }

  /** Some of its results, as another contraction. */
  ScheduledContraction part(Contraction some, Tiling ofThem) {
    return new ScheduledContraction(
        some, ofThem, origin, Optional.empty(), Optional.of(this), split, readsAhead);
  }

  /** What was decided on: itself, unless it is a part. */
  public ScheduledContraction decided() {
    return partOf.orElse(this);
  }

  /** The same, but sums of few results go in parts. */
  ScheduledContraction splitting() {
    return new ScheduledContraction(
        contraction, tiling, origin, packedFor, partOf, true, readsAhead);
  }

  /** The same with sums in one part each, for a method that has no room for more. */
  public ScheduledContraction whole() {
    return new ScheduledContraction(
        contraction, tiling, origin, packedFor, partOf, false, readsAhead);
  }

  /** The same, but its weights are fetched before they are wanted. */
  ScheduledContraction readingAhead() {
    return new ScheduledContraction(contraction, tiling, origin, packedFor, partOf, split, true);
  }

  /** The same with weights that are fetched when they are wanted, for a method that is too long. */
  public ScheduledContraction withoutReadingAhead() {
    return new ScheduledContraction(contraction, tiling, origin, packedFor, partOf, split, false);
  }

  /** The boxes of results, each of which becomes one kernel. */
  public List<Region> regions() {
    return Region.of(contraction, tiling);
  }
}
