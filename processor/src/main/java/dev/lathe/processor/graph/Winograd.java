package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Winograd's minimal filtering {@code F(outputs, taps)}: so many neighbouring results of a
 * correlation from {@code outputs + taps - 1} products instead of {@code outputs * taps}.
 *
 * <p>It is Toom and Cook's product of polynomials, read backwards: the polynomials are evaluated at
 * infinity and the points 0, 1, -1, 2, -2, 1/2 and -1/2. (Lavin and Gray, Fast Algorithms for
 * Convolutional Neural Networks, 2015.)
 *
 * <p>A filter of fewer results has the first of these points. So its products are among those of a
 * larger one, with the same weights but for a factor: where a map ends within a tile, the products
 * at the last points can be left out.
 *
 * @param outputs neighbouring results
 * @param taps of the kernel along the axis
 */
public record Winograd(int outputs, int taps) implements TileFilter {

  /**
   * One for each point. Of 64 maps with 3x3 taps the largest error is 3e-6 of the largest result
   * with six products along both axes, and 8e-6 with eight; a ninth, at 4/3, which has no partner
   * of the other sign, makes it 1e-4.
   */
  public static final int MOST_PRODUCTS = 8;

  /** Of a tile along an axis, so that two taps are not taken for an algorithm of seven. */
  public static final int MOST_OUTPUTS = 6;

  private static final List<Double> POINTS = List.of(0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5);

  public Winograd {
    if (outputs < 1 || taps < 1 || outputs + taps - 1 > MOST_PRODUCTS) {
      throw new IllegalArgumentException("no points for F(%d, %d)".formatted(outputs, taps));
    }
  }

  @Override
  public int cells() {
    return products();
  }

  @Override
  public int products() {
    return outputs + taps - 1;
  }

  @Override
  public int products(int wanted) {
    return least(wanted).products();
  }

  @Override
  public Matrix ofInput() {
    List<List<Double>> rows = new ArrayList<>();
    rows.add(polynomial(points()));
    for (double point : points()) {
      rows.add(polynomial(without(point)));
    }
    return new Matrix(rows);
  }

  /**
   * With the factors by which {@link #ofWeights} differs: it divides by the distances of points.
   */
  @Override
  public Matrix ofInput(int wanted) {
    Winograd least = least(wanted);
    List<Double> leftOut = points().subList(least.points().size(), points().size());
    List<List<Double>> rows = new ArrayList<>(least.ofInput().rows());
    for (int k = 0; k < least.points().size(); k++) {
      double factor = distances(least.points().get(k), leftOut);
      rows.set(k + 1, rows.get(k + 1).stream().map(entry -> factor * entry + 0.0).toList());
    }
    return new Matrix(rows);
  }

  @Override
  public Matrix ofWeights() {
    List<List<Double>> rows = new ArrayList<>();
    rows.add(last(taps));
    for (double point : points()) {
      rows.add(powers(point, taps, distances(point, without(point))));
    }
    return new Matrix(rows);
  }

  @Override
  public Matrix ofOutput() {
    List<List<Double>> columns = new ArrayList<>();
    columns.add(last(outputs));
    for (double point : points()) {
      columns.add(powers(point, outputs, 1));
    }
    return new Matrix(columns).transposed();
  }

  @Override
  public Matrix ofOutput(int wanted) {
    return least(wanted).ofOutput();
  }

  private Winograd least(int wanted) {
    return new Winograd(wanted, taps);
  }

  private static double distances(double point, List<Double> others) {
    return others.stream().reduce(1.0, (all, other) -> all * (point - other));
  }

  /** The finite ones. */
  private List<Double> points() {
    return POINTS.subList(0, products() - 1);
  }

  private List<Double> without(double point) {
    return points().stream().filter(other -> other != point).toList();
  }

  private static List<Double> powers(double point, int count, double divisor) {
    List<Double> powers = new ArrayList<>();
    double power = 1;
    for (int k = 0; k < count; k++) {
      powers.add(power / divisor);
      power *= point;
    }
    return powers;
  }

  private static List<Double> last(int count) {
    List<Double> unit = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      unit.add(k == count - 1 ? 1.0 : 0.0);
    }
    return unit;
  }

  /** The coefficients of the polynomial with these roots, up to the power of all products. */
  private List<Double> polynomial(List<Double> roots) {
    double[] coefficients = new double[products()];
    coefficients[0] = 1;
    for (double root : roots) {
      for (int k = coefficients.length - 1; k >= 0; k--) {
        coefficients[k] = (k == 0 ? 0 : coefficients[k - 1]) - root * coefficients[k];
      }
    }
    List<Double> list = new ArrayList<>();
    for (double coefficient : coefficients) {
      list.add(coefficient == 0 ? 0.0 : coefficient); // no -0
    }
    return list;
  }
}
