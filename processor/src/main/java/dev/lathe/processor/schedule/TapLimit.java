package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.List;
import java.util.Optional;

/**
 * Which trips of the outermost loop over summands see the map at all: near its border some see
 * padding alone. The data gradient of a 5x5 convolution, from 10x10 to 14x14, has 70 rows of taps,
 * of which 50 see something.
 *
 * @param axis the summed axis
 * @param from its first trip, affine in the parallel axes; below 0 it is 0
 * @param to the end of its trips; beyond the axis's extent it is that
 */
public record TapLimit(String axis, Index from, Index to) {

  /** The limit of a region's loops, if there is one. */
  public static Optional<TapLimit> of(Contraction contraction, Tiling tiling, Region region) {
    if (tiling.reduction().isEmpty()) {
      return Optional.empty();
    }
    String axis = tiling.reduction().getFirst();
    if (tiling.unrolled().contains(axis)) {
      return Optional.empty();
    }
    return contraction.padded().stream()
        .filter(padded -> isDecided(padded, axis, contraction, tiling, region))
        .findFirst()
        .map(padded -> of(padded, axis));
  }

  /** Whether nothing but one loop over tiles and {@code axis} moves the coordinate. */
  private static boolean isDecided(
      Padded padded, String axis, Contraction contraction, Tiling tiling, Region region) {
    if (Math.abs(padded.coordinate().coefficient(axis)) != 1) {
      return false;
    }
    List<String> others = padded.axes().stream().filter(name -> !name.equals(axis)).toList();
    return others.size() == 1
        && contraction.axis(others.getFirst()).role() == Axis.Role.PARALLEL
        && region.width(others.getFirst()) == 1
        && (tiling.lanes() == 1 || !others.getFirst().equals(tiling.vectorAxis()));
  }

  private static TapLimit of(Padded padded, String axis) {
    int direction = padded.coordinate().coefficient(axis);
    Index rest = padded.coordinate().plus(axis, -direction);
    return direction > 0
        ? new TapLimit(axis, rest.times(-1), rest.times(-1).plus(padded.extent()))
        : new TapLimit(axis, rest.plus(1 - padded.extent()), rest.plus(1));
  }

  /**
   * The part of all trips that is left in a region.
   *
   * @param extent of the summed axis
   */
  double share(Region region, int extent) {
    Span span = region.span(from.terms().firstKey()).orElseThrow();
    long trips = 0;
    if (span.trips() <= extent) {
      for (int at = span.from(); at < span.to(); at += span.step()) {
        trips += Math.max(0, Math.min(extent, end(at)) - Math.max(0, first(at)));
      }
    } else {
      for (int trip = 0; trip < extent; trip++) {
        trips += places(trip, span);
      }
    }
    return (double) trips / span.trips() / extent;
  }

  private int first(int at) {
    return from.constant() + speed() * at;
  }

  private int end(int at) {
    return to.constant() + speed() * at;
  }

  /** How far the limits move with a step along the parallel axis. */
  private int speed() {
    return from.coefficient(from.terms().firstKey());
  }

  /** At how many places of a span a trip is within the limits. */
  private long places(int trip, Span span) {
    int begins = trip - from.constant();
    int ends = trip - to.constant();
    int least;
    int most;
    if (speed() > 0) {
      least = Math.floorDiv(ends, speed()) + 1;
      most = Math.floorDiv(begins, speed());
    } else {
      least = Math.ceilDiv(begins, speed());
      most = Math.ceilDiv(ends, speed()) - 1;
    }
    long firstTrip = Math.max(0, Math.ceilDiv(least - span.from(), span.step()));
    long lastTrip = Math.min(span.trips() - 1, Math.floorDiv(most - span.from(), span.step()));
    return Math.max(0, lastTrip - firstTrip + 1);
  }
}
