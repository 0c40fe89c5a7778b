package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.Map;
import java.util.TreeMap;

/**
 * A box of a contraction's steps for which a weight exists, and where it is stored. Between the
 * boxes weights are 0 and have no gradient.
 *
 * @param ranges the steps of each axis that the box is limited along
 * @param stored the index in the parameter's row-major elements
 */
public record StoredBlock(Map<String, Range> ranges, Index stored) {

  public StoredBlock {
    ranges = Map.copyOf(ranges);
  }

  /** The steps {@code from} to {@code to - 1}. */
  public record Range(int from, int to) {}

  /** Everything. */
  static StoredBlock whole(Index stored) {
    return new StoredBlock(Map.of(), stored);
  }

  /** The same box, limited along one more axis. */
  StoredBlock limited(String axis, int from, int to) {
    Map<String, Range> more = new TreeMap<>(ranges);
    more.put(axis, new Range(from, to));
    return new StoredBlock(more, stored);
  }

  /** The steps of an axis inside of the box. */
  public Range range(Axis axis) {
    Range range = ranges.get(axis.name());
    return range == null ? new Range(0, axis.extent()) : range;
  }
}
