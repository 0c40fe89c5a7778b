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
 * @param extent of it
 * @param position the parallel axis that decides
 * @param from the first trip, affine in the position; below 0 it is 0
 * @param to the end of the trips; beyond the extent it is that
 */
public record TapLimit(String axis, int extent, String position, Index from, Index to) {

  /**
   * Loops that keep more than this are left as they are, since bounds that are computed and a loop
   * that is not joined with its neighbours cost something, too. Where the two meet is an estimate.
   */
  private static final double MOST_KEPT = 0.95;

  /** The limit of a region's loops, if it saves something. */
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
        .map(padded -> of(padded, contraction.axis(axis)))
        .filter(limit -> limit.share(region) <= MOST_KEPT);
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

  private static TapLimit of(Padded padded, Axis axis) {
    String name = axis.name();
    int direction = padded.coordinate().coefficient(name);
    Index rest = padded.coordinate().plus(name, -direction);
    String position = rest.terms().firstKey();
    return direction > 0
        ? new TapLimit(
            name, axis.extent(), position, rest.times(-1), rest.times(-1).plus(padded.extent()))
        : new TapLimit(name, axis.extent(), position, rest.plus(1 - padded.extent()), rest.plus(1));
  }

  /** The first trip; constant where none before it is ever left out. */
  public Index from(Region region) {
    Span span = region.span(position).orElseThrow();
    return Math.max(first(span.from()), first(span.last())) <= 0 ? Index.of(0) : from;
  }

  /** The end of the trips; constant where none behind it is ever left out. */
  public Index to(Region region) {
    Span span = region.span(position).orElseThrow();
    return Math.min(end(span.from()), end(span.last())) >= extent ? Index.of(extent) : to;
  }

  /** The part of all trips that is left in a region. */
  double share(Region region) {
    Span span = region.span(position).orElseThrow();
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

  /** How far the limits move with a step along the position's axis. */
  private int speed() {
    return from.coefficient(position);
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
