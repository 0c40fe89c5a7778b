package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Index;
import java.util.Map;

/** Replaces axes in affine indices by loop variables and constants. */
final class Coordinates {
  private Coordinates() {}

  /**
   * {@code index} with each axis replaced by what {@code values} says; axes that it does not name
   * become 0.
   */
  static Index substitute(Index index, Map<String, Index> values) {
    Index result = Index.of(index.constant());
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      Index value = values.get(term.getKey());
      if (value != null) {
        result = result.plus(value.times(term.getValue()));
      }
    }
    return result;
  }

  /** The part of {@code index} that depends on the given axes, at the given offsets. */
  static int offset(Index index, Map<String, Integer> offsets) {
    int sum = 0;
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      sum += term.getValue() * offsets.getOrDefault(term.getKey(), 0);
    }
    return sum;
  }
}
