package dev.lathe.processor.translation;

import java.util.stream.IntStream;

/**
 * Which cells of an axis a cell of the resized axis is made of, as the operator {@code Resize} says
 * it.
 *
 * @param from where a crop begins, as a share of the axis
 * @param to where it ends
 */
record Sampling(
    String mode,
    String coordinates,
    String nearest,
    double cubic,
    boolean excludesOutside,
    boolean antialias,
    double extrapolation,
    double from,
    double to) {

  /** Cells and their weights; none where the value is extrapolated. */
  @SuppressWarnings("ArrayRecordComponent") // read at once and dropped
  record Taps(int[] cells, double[] weights) {

    /** The one cell that counts, so that nearest neighbours are a movement and no sum. */
    private Taps single() {
      int chosen = 0;
      for (int tap = 1; tap < weights.length; tap++) {
        chosen = weights[tap] > weights[chosen] ? tap : chosen;
      }
      return new Taps(new int[] {cells[chosen]}, new double[] {weights[chosen]});
    }
  }

  static Sampling of(Use use) {
    return new Sampling(
        use.text("mode", "nearest"),
        use.text("coordinate_transformation_mode", "half_pixel"),
        use.text("nearest_mode", "round_prefer_floor"),
        use.decimal("cubic_coeff_a", -0.75),
        use.flag("exclude_outside", false),
        use.flag("antialias", false),
        use.decimal("extrapolation_value", 0),
        0,
        1);
  }

  /** As before opset 11. */
  static Sampling simple(String mode) {
    return new Sampling(mode, "asymmetric", "simple", -0.75, false, false, 0, 0, 1);
  }

  Sampling within(double first, double last) {
    return new Sampling(
        mode, coordinates, nearest, cubic, excludesOutside, antialias, extrapolation, first, last);
  }

  boolean isCrop() {
    return coordinates.equals("tf_crop_and_resize") && (from != 0 || to != 1);
  }

  /** What cell {@code k} of {@code outputs} is made of. */
  Taps taps(int k, int inputs, int outputs, double scale) {
    double at = place(k, inputs, outputs, scale);
    if (coordinates.equals("tf_crop_and_resize") && (at < 0 || at > inputs - 1)) {
      return new Taps(new int[0], new double[0]);
    }
    double floor = Math.floor(at);
    double ratio = at == floor ? 1 : at - floor;
    double[] weights = weights(ratio, scale);
    // The cells nearest to the place: of an even number half lie on each side.
    int first = (int) (at == floor ? floor : floor + 1) - weights.length / 2;
    double sum = 0;
    int[] cells = new int[weights.length];
    for (int tap = 0; tap < weights.length; tap++) {
      int cell = first + tap;
      if (excludesOutside && (cell < 0 || cell >= inputs)) {
        weights[tap] = 0;
      }
      cells[tap] = Math.clamp(cell, 0, inputs - 1);
      sum += weights[tap];
    }
    double total = sum;
    boolean divided = excludesOutside && total != 0;
    Taps taps =
        new Taps(
            cells,
            divided
                ? IntStream.range(0, weights.length).mapToDouble(t -> weights[t] / total).toArray()
                : weights);
    return mode.equals("nearest") ? taps.single() : taps;
  }

  private double place(int k, int inputs, int outputs, double scale) {
    double width = scale * inputs;
    return switch (coordinates) {
      case "align_corners" -> width == 1 ? 0 : k * (inputs - 1) / (width - 1);
      case "asymmetric" -> k / scale;
      case "tf_crop_and_resize" ->
          from * (inputs - 1)
              + (width == 1
                  ? (to - from) * (inputs - 1) / 2
                  : k * (to - from) * (inputs - 1) / (width - 1));
      case "pytorch_half_pixel" -> width == 1 ? -0.5 : (k + 0.5) / scale - 0.5;
      case "tf_half_pixel_for_nn" -> (k + 0.5) / scale;
      case "half_pixel" -> (k + 0.5) / scale - 0.5;
      case "half_pixel_symmetric" -> inputs / 2.0 * (1 - outputs / width) + (k + 0.5) / scale - 0.5;
      default -> throw new TranslationException("coordinates " + coordinates);
    };
  }

  private double[] weights(double ratio, double scale) {
    double shrink = antialias ? Math.min(scale, 1) : 1;
    return switch (mode) {
      case "nearest" -> nearest(ratio, scale);
      case "linear", "bilinear" ->
          shrink < 1 ? smoothed(ratio, shrink, 1) : new double[] {1 - ratio, ratio};
      case "cubic" ->
          shrink < 1
              ? smoothed(ratio, shrink, 2)
              : new double[] {cubic(ratio + 1), cubic(ratio), cubic(1 - ratio), cubic(2 - ratio)};
      default -> throw new TranslationException("mode " + mode);
    };
  }

  private double[] nearest(double ratio, double scale) {
    boolean second =
        ratio == 1
            || switch (nearest) {
              case "round_prefer_floor" -> ratio > 0.5;
              case "round_prefer_ceil" -> ratio >= 0.5;
              case "floor" -> false;
              case "ceil" -> true;
              case "simple" -> scale < 1;
              default -> throw new TranslationException("nearest_mode " + nearest);
            };
    return second ? new double[] {0, 1} : new double[] {1, 0};
  }

  /** A kernel that is stretched by how much the axis shrinks, and sums up to 1. */
  private double[] smoothed(double ratio, double shrink, int reach) {
    int start = (int) Math.floor(-reach / shrink) + 1;
    int count = 2 - 2 * start;
    double[] weights = new double[count];
    double sum = 0;
    for (int tap = 0; tap < count; tap++) {
      double distance = Math.abs((start + tap - ratio) * shrink);
      weights[tap] = reach == 1 ? Math.max(0, 1 - distance) : cubic(distance);
      sum += weights[tap];
    }
    for (int tap = 0; tap < count; tap++) {
      weights[tap] /= sum;
    }
    return weights;
  }

  /** Keys's kernel at a distance of at least 0. */
  private double cubic(double x) {
    double a = cubic;
    if (x <= 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
  }
}
