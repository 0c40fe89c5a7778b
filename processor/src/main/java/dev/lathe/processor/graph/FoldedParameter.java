package dev.lathe.processor.graph;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a parameter is made of stored ones when weights are loaded: {@code y[e] = slope[c] x[e] +
 * offset[c]} for the elements e of each map c. A convolution with such a weight and such a bias
 * does what a normalisation behind it would do.
 *
 * @param label tells it from other foldings of the same parameter: the name of the layer that is
 *     folded
 * @param own the name of x; absent where x is 0
 * @param operands the names of the parameters that the formulas read, each with one element a map
 * @param maps which element belongs to which map
 */
public record FoldedParameter(
    String label,
    Optional<String> own,
    Formula slope,
    Formula offset,
    List<String> operands,
    Maps maps) {

  public FoldedParameter {
    operands = List.copyOf(operands);
  }

  /**
   * Element e belongs to the map {@code turn mod count}, where its turn is {@code e / block each +
   * e / inner mod each}; or to the one that stands in a list at its turn.
   *
   * @param count of all maps
   * @param inner neighbours of one map
   * @param each how many maps take turns in a block
   * @param block elements behind which other maps take turns
   * @param order the map of each turn; empty where maps take turns in their order
   */
  public record Maps(int count, int inner, int each, int block, List<Integer> order) {
    public Maps {
      order = List.copyOf(order);
    }

    /** Maps that take turns in their order. */
    public Maps(int count, int inner, int each, int block) {
      this(count, inner, each, block, List.of());
    }

    /** The map of an element. */
    public int of(int element) {
      int turn = element / block * each + element / inner % each;
      return order.isEmpty() ? turn % count : order.get(turn);
    }
  }

  /**
   * The elements.
   *
   * @param size how many
   * @param parameters all stored ones by name
   */
  public double[] apply(int size, Map<String, double[]> parameters) {
    double[] slopes = new double[maps.count()];
    double[] offsets = new double[maps.count()];
    double[] figures = new double[operands.size()];
    for (int map = 0; map < slopes.length; map++) {
      for (int k = 0; k < figures.length; k++) {
        figures[k] = stored(parameters, operands.get(k))[map];
      }
      slopes[map] = Evaluation.of(slope, figures);
      offsets[map] = Evaluation.of(offset, figures);
    }
    double[] values = own.map(name -> stored(parameters, name).clone()).orElse(new double[size]);
    for (int e = 0; e < size; e++) {
      int map = maps.of(e);
      values[e] = slopes[map] * values[e] + offsets[map];
    }
    return values;
  }

  private static double[] stored(Map<String, double[]> parameters, String name) {
    double[] values = parameters.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no parameter is called " + name);
    }
    return values;
  }
}
