package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * A coordinate of a contraction's map that may lie outside of it, where all is zero: products there
 * need not be computed.
 *
 * @param coordinate affine in the contraction's axes
 * @param extent of the map; what is in it are the coordinates from 0 on
 */
public record Padded(Index coordinate, int extent) {

  /** Of a map's coordinates, channel first, those that may lie outside. */
  static List<Padded> of(Shape map, List<Index> coordinates, List<Axis> axes) {
    List<Padded> padded = new ArrayList<>();
    for (int d = 1; d < coordinates.size(); d++) {
      Index coordinate = coordinates.get(d);
      int least = coordinate.constant();
      int most = coordinate.constant();
      for (Axis axis : axes) {
        int last = coordinate.coefficient(axis.name()) * (axis.extent() - 1);
        least += Math.min(0, last);
        most += Math.max(0, last);
      }
      if (least < 0 || most >= map.extent(d)) {
        padded.add(new Padded(coordinate, map.extent(d)));
      }
    }
    return padded;
  }

  /**
   * Whether a product surely reads outside, where all is zero: then nobody need compute it. That is
   * known where no loop moves the coordinate. Lowering leaves such products out, and {@link
   * StepCells} counts what is left for the cost model.
   *
   * @param places where the product stands along an axis; empty if a loop or the lanes of a vector
   *     move it there
   */
  public boolean isSurelyOutside(Function<String, OptionalInt> places) {
    int cell = coordinate.constant();
    for (Map.Entry<String, Integer> term : coordinate.terms().entrySet()) {
      OptionalInt place = places.apply(term.getKey());
      if (place.isEmpty()) {
        return false;
      }
      cell += term.getValue() * place.getAsInt();
    }
    return isOutside(cell);
  }

  /** Whether a cell lies outside. */
  public boolean isOutside(int cell) {
    return cell < 0 || cell >= extent;
  }

  /** The axes that the coordinate depends on. */
  public Set<String> axes() {
    return coordinate.terms().keySet();
  }
}
