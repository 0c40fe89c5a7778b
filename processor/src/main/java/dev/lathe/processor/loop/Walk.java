package dev.lathe.processor.loop;

import java.util.List;

/**
 * Where each trip of several loops that have become one stands: the places that nested loops visit,
 * in their order.
 *
 * @param extents trips of each loop, outermost first
 * @param strides how far a trip of each leads, in floats
 */
public record Walk(List<Integer> extents, List<Integer> strides) {

  public Walk {
    extents = List.copyOf(extents);
    strides = List.copyOf(strides);
    if (extents.isEmpty() || extents.size() != strides.size()) {
      throw new IllegalArgumentException(extents + " loops with strides " + strides);
    }
  }

  /** The trips of all loops together. */
  public int trips() {
    return extents.stream().reduce(1, Math::multiplyExact);
  }

  /** The place of a trip. */
  public int at(int trip) {
    int place = 0;
    int rest = trip;
    for (int loop = extents.size() - 1; loop >= 0; loop--) {
      place += rest % extents.get(loop) * strides.get(loop);
      rest /= extents.get(loop);
    }
    return place;
  }
}
