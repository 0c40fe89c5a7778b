package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Index;
import java.util.Map;

/**
 * Rows whose cells lie sorted by their coordinate's remainder: first all {@code x} that the number
 * of phases divides, then those that leave 1, and so on. Vectors that take every second cell of a
 * row, as a stride or a fused pooling of 2 does, then read consecutive floats.
 *
 * @param phases 1 for rows as they are
 * @param plane floats from one phase to the next
 */
public record Split(int phases, int plane) {

  /** Rows as they are. */
  public static final Split NONE = new Split(1, 0);

  public boolean isNone() {
    return phases == 1;
  }

  /**
   * The way from a row's first cell to the one at {@code coordinate}.
   *
   * @throws IllegalArgumentException if the phase depends on a variable
   */
  public Index index(Index coordinate) {
    Index index =
        Index.of(
            Math.floorMod(coordinate.constant(), phases) * plane
                + Math.floorDiv(coordinate.constant(), phases));
    for (Map.Entry<String, Integer> term : coordinate.terms().entrySet()) {
      if (term.getValue() % phases != 0) {
        throw new IllegalArgumentException(
            coordinate + " may have any remainder when divided by " + phases);
      }
      index = index.plus(term.getKey(), term.getValue() / phases);
    }
    return index;
  }
}
