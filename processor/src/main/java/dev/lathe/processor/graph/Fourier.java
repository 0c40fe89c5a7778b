package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * A filter by a discrete Fourier transform of real values, straight-line code for one tile.
 *
 * <p>Like {@link Winograd}'s it is Toom and Cook's product of polynomials read backwards, with
 * other points: the roots of unity {@code w(f) = exp(2 pi i f / R)} of an even order R, and one or
 * both of 0 and infinity where a tile has a cell or two more than R. All points have the absolute
 * value 1, so that no factor grows with the tile: errors are those of direct sums however large it
 * is.
 *
 * <p>1 and -1 take a product each. The other roots come in conjugate pairs: of the values there,
 * {@code a + b i} of the results' polynomial and {@code c + d i} of the kernel's, only one is
 * needed, and their product by Gauss takes three real ones:
 *
 * <pre>{@code
 * (a + b) c    a (d - c)    b (c + d)
 * }</pre>
 *
 * <p>In all {@code 3 R / 2 - 1} products for R cells, one more for each of 0 and infinity.
 * Winograd's points take one for a cell; those of order 12 save 5 of 6 multiplications of a 7 x 7
 * kernel nevertheless, since tiles may be large: 17 x 17 products for 6 x 6 results, 8 for each.
 * (Blahut, Fast Algorithms for Signal Processing, 2010, chapters 1 and 5.)
 *
 * @param order R of the roots
 * @param outputs neighbouring results; as many as a part has taps, if there are several
 * @param taps of the kernel along the axis
 * @param parts of the kernel
 */
public record Fourier(int order, int outputs, int taps, int parts) implements TileFilter {

  /**
   * Products of 2 and 3, whose butterflies are cheap. The next one, 24, would not fit into a method
   * that HotSpot compiles.
   */
  private static final Set<Integer> ORDERS = Set.of(4, 6, 8, 12, 16);

  private static final int LARGEST = 16;

  /** Of a tile of the largest order, for the same reason: each takes an activation too. */
  private static final int MOST_OUTPUTS_OF_LARGEST = 7;

  public Fourier {
    if (!isOrder(order) || outputs < 1 || taps < 1 || parts < 1) {
      throw new IllegalArgumentException(
          "no transform of order %d for %d of %d taps".formatted(order, outputs, taps));
    }
    int span = Math.ceilDiv(taps, parts);
    if (outputs + span - 1 > order + 2 || (parts > 1 && outputs != span)) {
      throw new IllegalArgumentException(
          "%d of %d taps in %d parts do not fit a transform of order %d"
              .formatted(outputs, taps, parts, order));
    }
  }

  /** Whether there are transforms of an order. */
  public static boolean isOrder(int order) {
    return ORDERS.contains(order);
  }

  /** The largest tile for a kernel in one part, or less than 1. */
  static int mostOutputs(int order, int taps) {
    int all = order + 3 - taps;
    return order == LARGEST ? Math.min(MOST_OUTPUTS_OF_LARGEST, all) : all;
  }

  /** The longest part of a kernel, with a tile as long. */
  static int mostTapsOfPart(int order) {
    // A tile of the largest order has no room for 0 and infinity.
    return order == LARGEST ? order / 2 : (order + 3) / 2;
  }

  @Override
  public int cells() {
    return outputs + span() - 1;
  }

  @Override
  public int products() {
    return 3 * order / 2 - 1 + (hasZero() ? 1 : 0) + (hasInfinity() ? 1 : 0);
  }

  /**
   * {@code B}, the adjoint of interpolation. A polynomial of degree R + 1 with the values v(w) at
   * the roots, v(0) and v(infinity) is {@code v(0) (1 - z^R) + v(infinity) (z^(R+1) - z) + sum over
   * j of z^j / R sum over w of v(w) w^-j}, for j from 1 to R. The factor 1/R is in {@link
   * #ofWeights}.
   */
  @Override
  public Matrix ofInput() {
    List<List<Double>> rows = new ArrayList<>();
    int first = hasZero() ? 1 : 0;
    if (hasZero()) {
      rows.add(row(cells(), j -> j == 0 ? 1 : j == order ? -1 : 0));
    }
    for (int f = 0; f <= order / 2; f++) {
      rows.addAll(pair(f, cells(), j -> j >= first && j < first + order));
    }
    if (hasInfinity()) {
      rows.add(row(cells(), j -> j == order + 1 ? 1 : j == 1 ? -1 : 0));
    }
    return new Matrix(rows);
  }

  /** {@code G}: the kernel's polynomial at the points. */
  @Override
  public Matrix ofWeights() {
    List<List<Double>> rows = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int first = part * span();
      if (hasZero()) {
        rows.add(row(taps, t -> t == first ? 1 : 0));
      }
      for (int f = 0; f <= order / 2; f++) {
        rows.addAll(ofWeights(f, first));
      }
      if (hasInfinity()) {
        rows.add(row(taps, t -> t == first + span() - 1 ? 1 : 0));
      }
    }
    return new Matrix(rows);
  }

  /** The taps of a part at the root f and its conjugate, with Gauss' sums. */
  private List<List<Double>> ofWeights(int f, int first) {
    boolean real = isReal(f);
    double scale = (real ? 1.0 : 2.0) / order;
    IntToDoubleFunction c = t -> isWithin(t, first) ? scale * cosine(f * (t - first)) : 0;
    IntToDoubleFunction d = t -> isWithin(t, first) ? scale * sine(f * (t - first)) : 0;
    return real
        ? List.of(row(taps, c))
        : List.of(
            row(taps, c),
            row(taps, t -> d.applyAsDouble(t) - c.applyAsDouble(t)),
            row(taps, t -> -c.applyAsDouble(t) - d.applyAsDouble(t)));
  }

  /** {@code A}: the adjoint of the values of the results' polynomial at the points. */
  @Override
  public Matrix ofOutput() {
    List<List<Double>> columns = new ArrayList<>();
    if (hasZero()) {
      columns.add(row(outputs, q -> q == 0 ? 1 : 0));
    }
    for (int f = 0; f <= order / 2; f++) {
      List<List<Double>> pair = pair(f, outputs, _ -> true);
      // Gauss' a belongs to the cosine here, and to the sine in the input's rows.
      columns.addAll(isReal(f) ? pair : List.of(pair.get(0), pair.get(2), pair.get(1)));
    }
    if (hasInfinity()) {
      columns.add(row(outputs, q -> q == outputs - 1 ? 1 : 0));
    }
    return new Matrix(columns).transposed();
  }

  private int span() {
    return Math.ceilDiv(taps, parts);
  }

  private boolean hasZero() {
    return cells() > order;
  }

  private boolean hasInfinity() {
    return cells() > order + 1;
  }

  private boolean isWithin(int tap, int first) {
    return tap >= first && tap < first + span();
  }

  private boolean isReal(int f) {
    return f == 0 || 2 * f == order;
  }

  /** The sum of cosine and sine, the sine and the cosine; of a real root the cosine. */
  private List<List<Double>> pair(int f, int count, java.util.function.IntPredicate within) {
    List<Double> cosines = row(count, j -> within.test(j) ? cosine(f * j) : 0);
    if (isReal(f)) {
      return List.of(cosines);
    }
    List<Double> sines = row(count, j -> within.test(j) ? sine(f * j) : 0);
    return List.of(row(count, j -> cosines.get(j) + sines.get(j)), sines, cosines);
  }

  private static List<Double> row(int count, IntToDoubleFunction entry) {
    List<Double> row = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      row.add(entry.applyAsDouble(k) + 0.0); // no -0
    }
    return row;
  }

  private double cosine(int steps) {
    return quartered(4 * steps);
  }

  private double sine(int steps) {
    return quartered(4 * steps - order);
  }

  /**
   * The cosine of so many parts of a circle of {@code 4 R}. What differs in the sign alone does so
   * to the bit, and 0 and 1/2 are these, so that the transforms' butterflies can be seen.
   */
  private double quartered(int parts) {
    int circle = 4 * order;
    int part = Math.floorMod(parts, circle);
    int half = Math.min(part, circle - part);
    int quarter = Math.min(half, 2 * order - half);
    double cosine =
        Math.scalb(Math.rint(Math.scalb(Math.cos(2 * Math.PI * quarter / circle), 50)), -50);
    return half == quarter ? cosine : -cosine;
  }
}
