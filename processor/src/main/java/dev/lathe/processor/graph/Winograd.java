package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Winograd's minimal filtering {@code F(outputs, taps)}: so many neighbouring results of a
 * correlation from {@code outputs + taps - 1} products instead of {@code outputs * taps}.
 *
 * <p>It is Toom and Cook's product of polynomials, read backwards: the polynomials are evaluated at
 * the points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. (Lavin and Gray, Fast Algorithms for
 * Convolutional Neural Networks, 2015.)
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
  public Matrix ofInput() {
    List<List<Double>> rows = new ArrayList<>();
    for (double point : points()) {
      rows.add(polynomial(without(point)));
    }
    rows.add(polynomial(points()));
    return new Matrix(rows);
  }

  @Override
  public Matrix ofWeights() {
    List<List<Double>> rows = new ArrayList<>();
    for (double point : points()) {
      double divisor = without(point).stream().reduce(1.0, (all, other) -> all * (point - other));
      rows.add(powers(point, taps, divisor));
    }
    rows.add(last(taps));
    return new Matrix(rows);
  }

  @Override
  public Matrix ofOutput() {
    List<List<Double>> columns = new ArrayList<>();
    for (double point : points()) {
      columns.add(powers(point, outputs, 1));
    }
    columns.add(last(outputs));
    return new Matrix(columns).transposed();
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
