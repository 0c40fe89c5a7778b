package dev.lathe.processor.translation;

import java.util.stream.IntStream;

/**
 * Which cells of an axis a coordinate from -1 to 1 is made of, as the operator {@code GridSample}
 * says it.
 */
record GridPlaces(int extent, String mode, String padding, boolean alignsCorners) {

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

  /** Keys's kernel, with -0.75. */
  private static double cubic(double x) {
    double a = -0.75;
    if (x <= 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
  }
}
