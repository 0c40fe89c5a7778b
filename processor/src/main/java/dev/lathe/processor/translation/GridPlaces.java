package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.floor;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which cells of an axis a coordinate from -1 to 1 is made of, as the operator {@code GridSample}
 * says it.
 */
record GridPlaces(int extent, String mode, String padding, boolean alignsCorners) {

  /** The figure of Keys's kernel. */
  private static final double A = -0.75;

  /** Cells and their weights; -1 for a cell that is a zero of the padding. */
  @SuppressWarnings("ArrayRecordComponent") // read at once and dropped
  record Cells(int[] cells, double[] weights) {}

  static GridPlaces of(Use use, int extent) {
    return new GridPlaces(
        extent,
        use.text("mode", use.opset() < 20 ? "bilinear" : "linear"),
        use.text("padding_mode", "zeros"),
        use.flag("align_corners", false));
  }

  Cells cells(double coordinate) {
    double place =
        alignsCorners ? (coordinate + 1) / 2 * (extent - 1) : ((coordinate + 1) * extent - 1) / 2;
    boolean cubic = mode.equals("bicubic") || mode.equals("cubic");
    // Cubic taps are folded back one by one, the others' place as a whole.
    double at = cubic ? place : inside(place);
    return switch (mode) {
      case "nearest" -> new Cells(new int[] {cell((int) Math.rint(at))}, new double[] {1});
      case "bilinear", "linear" -> {
        int first = (int) Math.floor(at);
        double share = at - first;
        yield new Cells(new int[] {cell(first), cell(first + 1)}, new double[] {1 - share, share});
      }
      case "bicubic", "cubic" -> {
        int first = (int) Math.floor(at);
        double share = at - first;
        yield new Cells(
            IntStream.range(-1, 3).map(k -> cell(first + k)).toArray(),
            IntStream.range(-1, 3).mapToDouble(k -> cubic(Math.abs(share - k))).toArray());
      }
      default -> throw new TranslationException("mode " + mode);
    };
  }

  /** The same cells by formulas of the coordinate. */
  List<CellTaps.Tap> taps() {
    Formula share = multiply(add(operand(0), ONE), constant(0.5));
    Formula place =
        alignsCorners
            ? multiply(share, constant(extent - 1))
            : subtract(multiply(share, constant(extent)), constant(0.5));
    return switch (mode) {
      case "nearest" -> List.of(tap(ElementwiseOperators.rounded(inside(place)), ONE));
      case "bilinear", "linear" -> {
        Formula at = inside(place);
        Formula first = floor(at);
        Formula second = subtract(at, first);
        yield List.of(tap(first, subtract(ONE, second)), tap(add(first, ONE), second));
      }
      case "bicubic", "cubic" -> {
        Formula first = floor(place);
        Formula at = subtract(place, first);
        yield List.of(
            tap(subtract(first, ONE), far(add(at, ONE))),
            tap(first, near(at)),
            tap(add(first, ONE), near(subtract(ONE, at))),
            tap(add(first, constant(2)), far(subtract(constant(2), at))));
      }
      default -> throw new TranslationException("mode " + mode);
    };
  }

  private CellTaps.Tap tap(Formula cell, Formula weight) {
    return padding.equals("zeros")
        ? CellTaps.padded(cell, weight, extent)
        : new CellTaps.Tap(
            CellTaps.clamped(ElementwiseOperators.rounded(inside(cell)), extent), weight);
  }

  private Formula inside(Formula place) {
    return switch (padding) {
      case "zeros" -> place;
      case "border" -> CellTaps.clamped(place, extent);
      case "reflection" -> reflected(place);
      default -> throw new TranslationException("padding_mode " + padding);
    };
  }

  private Formula reflected(Formula place) {
    double low = alignsCorners ? 0 : -0.5;
    double range = alignsCorners ? extent - 1 : extent;
    if (range <= 0) {
      return ZERO;
    }
    Formula distance = absolute(subtract(place, constant(low)));
    Formula turns = floor(divide(distance, constant(2 * range)));
    Formula beyond = subtract(distance, multiply(turns, constant(2 * range)));
    Formula back = subtract(constant(2 * range), beyond);
    Formula within = greater(beyond, constant(range), back, beyond);
    return CellTaps.clamped(add(within, constant(low)), extent);
  }

  /** Keys's kernel from 0 to 1. */
  private static Formula near(Formula x) {
    Formula inner = subtract(multiply(constant(A + 2), x), constant(A + 3));
    return add(multiply(multiply(inner, x), x), ONE);
  }

  /** Keys's kernel from 1 to 2. */
  private static Formula far(Formula x) {
    Formula inner = subtract(multiply(constant(A), x), constant(5 * A));
    Formula middle = add(multiply(inner, x), constant(8 * A));
    return subtract(multiply(middle, x), constant(4 * A));
  }

  private double inside(double place) {
    return switch (padding) {
      case "zeros" -> place;
      case "border" -> Math.clamp(place, 0, extent - 1);
      case "reflection" -> reflected(place);
      default -> throw new TranslationException("padding_mode " + padding);
    };
  }

  private double reflected(double place) {
    double low = alignsCorners ? 0 : -0.5;
    double high = alignsCorners ? extent - 1 : extent - 0.5;
    double range = high - low;
    if (range <= 0) {
      return 0;
    }
    double beyond = Math.abs(place - low) % (2 * range);
    double back = low + (beyond > range ? 2 * range - beyond : beyond);
    return Math.clamp(back, 0, extent - 1);
  }

  private int cell(int number) {
    if (number >= 0 && number < extent) {
      return number;
    }
    return padding.equals("zeros") ? -1 : (int) Math.rint(inside(number));
  }

  /** Keys's kernel. */
  private static double cubic(double x) {
    if (x <= 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
  }
}
