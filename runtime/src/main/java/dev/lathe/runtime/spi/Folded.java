package dev.lathe.runtime.spi;

import java.util.List;
import java.util.Map;

/**
 * A {@link Packing.Fold} made ready to run. It computes in double precision: what is rounded here
 * is rounded once, when weights are loaded.
 */
final class Folded {
  private static final int NONE = -1;

  private final Packing.Fold fold;
  private final int own;
  private final int[] operands;

  /**
   * Finds a fold's parameters.
   *
   * @param places of parameters in canonical order, by name
   * @param sizes of the parameters
   * @throws IllegalArgumentException if the fold names a parameter that there is not, or sizes do
   *     not fit: a fault in the generated code
   */
  Folded(Packing.Fold fold, Map<String, Integer> places, List<Integer> sizes) {
    this.fold = fold;
    this.own = fold.own().isEmpty() ? NONE : place(places, fold.own());
    this.operands = fold.operands().stream().mapToInt(name -> place(places, name)).toArray();
    if (own != NONE) {
      check(fold.own(), fold.size(), sizes.get(own));
    }
    for (int operand : operands) {
      check("an operand of " + fold.name(), fold.maps(), sizes.get(operand));
    }
  }

  private static int place(Map<String, Integer> places, String parameter) {
    Integer place = places.get(parameter);
    if (place == null) {
      throw new IllegalArgumentException("A fold names the parameter " + parameter);
    }
    return place;
  }

  private static void check(String what, int expected, int size) {
    if (size != expected) {
      throw new IllegalArgumentException(
          what + " has " + size + " values, but its fold has " + expected);
    }
  }

  /** The result, given all parameters. */
  float[] of(float[][] stored) {
    double[] slopes = new double[fold.maps()];
    double[] offsets = new double[fold.maps()];
    double[] figures = new double[operands.length];
    for (int map = 0; map < slopes.length; map++) {
      for (int k = 0; k < figures.length; k++) {
        figures[k] = stored[operands[k]][map];
      }
      slopes[map] = fold.slope().of(figures);
      offsets[map] = fold.offset().of(figures);
    }
    float[] values = new float[fold.size()];
    for (int e = 0; e < values.length; e++) {
      int map = fold.map(e);
      double x = own == NONE ? 0 : stored[own][e];
      values[e] = (float) (slopes[map] * x + offsets[map]);
    }
    return values;
  }
}
