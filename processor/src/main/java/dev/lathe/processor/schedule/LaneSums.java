package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over channels as dot products: vectors run along the channels, each lane sums its share of
 * the products, and the lanes are added at the end ({@link
 * dev.lathe.processor.loop.Expression.PairSum}).
 */
final class LaneSums {

  private LaneSums() {}

  /** The same sums, with {@code lanes} neighbours of the summed channels in a vector. */
  static Contraction of(Contraction contraction, int lanes) {
    return of(contraction, lanes, vectors(contraction, lanes));
  }

  /**
   * The same sums where the vectors of channels go in parts.
   *
   * @param inPart vectors of each part, a divisor of all
   */
  static Contraction of(Contraction contraction, int lanes, int inPart) {
    int parts = vectors(contraction, lanes) / inPart;
    List<Axis> axes = new ArrayList<>(contraction.axes(Axis.Role.PARALLEL));
    contraction.axes(Axis.Role.SUMMED).stream()
        .filter(axis -> !axis.name().equals(AxisNames.INPUT))
        .forEach(axes::add);
    Index channel = Index.variable(AxisNames.LANE).plus(AxisNames.INPUT, lanes);
    if (parts > 1) {
      axes.add(new Axis(AxisNames.PART, Axis.Role.SUMMED, parts));
      channel = channel.plus(AxisNames.PART, inPart * lanes);
    }
    axes.add(new Axis(AxisNames.INPUT, Axis.Role.SUMMED, inPart));
    axes.add(new Axis(AxisNames.LANE, Axis.Role.SUMMED, lanes));
    return contraction.summing(axes, AxisNames.INPUT, channel);
  }

  /** Vectors of the summed channels; the last one may be filled up. */
  static int vectors(Contraction contraction, int lanes) {
    return Math.ceilDiv(contraction.axis(AxisNames.INPUT).extent(), lanes);
  }
}
