package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;

import dev.lathe.processor.OnnxEdgeCases.Values;

/** Fourier transforms by their sums, and ONNX's own figures of a mel scale. */
final class OnnxSpectrumCases {
  private OnnxSpectrumCases() {}

  static void add(OnnxEdgeCases cases) {
    int[] real = {2, 7, 3, 1};
    int[] complex = {2, 7, 3, 2};
    for (int length : new int[] {7, 4, 12}) {
      for (int[] shape : new int[][] {real, complex}) {
        for (boolean inverse : new boolean[] {false, true}) {
          transform(cases, 17, shape, 1, length, inverse, false);
        }
      }
      transform(cases, 20, real, 1, length, false, true);
    }
    transform(cases, 17, real, 2, 3, false, true);
    transform(cases, 17, complex, -2, 3, true, false);
    transform(cases, 20, complex, -2, 3, false, false);
    transform(cases, 20, real, -3, 8, false, true);
    transform(cases, 20, complex, 2, 5, true, false);
    frames(cases, 1, 5, 3, true, true);
    frames(cases, 1, 8, 8, false, true);
    frames(cases, 1, 4, 1, true, false);
    frames(cases, 2, 6, 4, true, false);
    frames(cases, 2, 20, 7, false, false);
    mel(cases);
  }

  /** The part of a frequency: the real one of an even place, the other of an odd one. */
  private static double part(double real, double imaginary, double turn, int part) {
    return part == 0
        ? real * Math.cos(turn) - imaginary * Math.sin(turn)
        : real * Math.sin(turn) + imaginary * Math.cos(turn);
  }

  private static String flags(boolean inverse, boolean onesided) {
    return (inverse ? integer("inverse", 1) : "") + integer("onesided", onesided ? 1 : 0);
  }

  private static void transform(
      OnnxEdgeCases cases,
      int opset,
      int[] shape,
      int named,
      int length,
      boolean inverse,
      boolean onesided) {
    Values x = Values.input(shape);
    int axis = named < 0 ? named + shape.length : named;
    int[] result = shape.clone();
    result[axis] = onesided ? length / 2 + 1 : length;
    result[shape.length - 1] = 2;
    boolean whole = length == shape[axis];
    String size = whole ? "" : integers("sizes", length) + node("Squeeze", "size", "sizes");
    // Both versions have a default axis, and neither need be written.
    boolean written = named != (opset < 20 ? 1 : -2);
    String attribute = opset < 20 && written ? integer("axis", named) : "";
    String input =
        opset >= 20 && written ? integers("axes", named) + node("Squeeze", "axis", "axes") : "";
    cases.add(
        "dft_%d_%s_%d_%d%s%s"
            .formatted(
                opset,
                shape[shape.length - 1] == 1 ? "real" : "complex",
                axis,
                length,
                inverse ? "_inverse" : "",
                onesided ? "_onesided" : ""),
        opset,
        x,
        size
            + input
            + nodeWith(
                attribute + flags(inverse, onesided),
                "DFT",
                "y",
                "x",
                whole ? "" : "size",
                input.isEmpty() ? "" : "axis"),
        OnnxEdgeCases.filled(
            result,
            at -> {
              double sum = 0;
              int[] from = at.clone();
              for (int n = 0; n < Math.min(length, shape[axis]); n++) {
                from[axis] = n;
                from[shape.length - 1] = 0;
                double re = x.at(from);
                from[shape.length - 1] = 1;
                double im = shape[shape.length - 1] == 2 ? x.at(from) : 0;
                double turn = (inverse ? 2 : -2) * Math.PI * n * at[axis] / length;
                sum += part(re, im, turn, at[shape.length - 1]);
              }
              return inverse ? sum / length : sum;
            }));
  }

  private static void frames(
      OnnxEdgeCases cases, int parts, int length, int step, boolean windowed, boolean onesided) {
    Values x = Values.input(2, 20, parts);
    Values window = Values.input(length);
    int[] shape = {2, (20 - length) / step + 1, onesided ? length / 2 + 1 : length, 2};
    cases.add(
        "stft_%d_%d_%d%s".formatted(parts, length, step, windowed ? "_window" : ""),
        17,
        x,
        integers("steps", step)
            + node("Squeeze", "step", "steps")
            + (windowed
                ? floats("window", length)
                : integers("lengths", length) + node("Squeeze", "length", "lengths"))
            + nodeWith(
                onesided ? "" : integer("onesided", 0),
                "STFT",
                "y",
                "x",
                "step",
                windowed ? "window" : "",
                windowed ? "" : "length"),
        OnnxEdgeCases.filled(
            shape,
            at -> {
              double sum = 0;
              for (int n = 0; n < length; n++) {
                double weight = windowed ? window.at(n) : 1;
                double re = weight * x.at(at[0], at[1] * step + n, 0);
                double im = parts == 2 ? weight * x.at(at[0], at[1] * step + n, 1) : 0;
                sum += part(re, im, -2 * Math.PI * n * at[2] / length, at[3]);
              }
              return sum;
            }));
  }

  /** The example of ONNX's own tests, and one whose bands have slopes. */
  private static void mel(OnnxEdgeCases cases) {
    int[] bands = {0, 0, 1, 1, 2, 3, 4, 5};
    mel(cases, new double[] {8, 16, 8192, 0, 4096}, 9, (k, band) -> k == bands[band] ? 1 : 0);
    // The edges of 3 bands are 0, 155.9, 346.4, 579.4 and 864.2 Hz, each the last cell below it.
    int[] edges = {0, 19, 44, 74, 110};
    mel(
        cases,
        new double[] {3, 1023, 8000, 0, 1212.5},
        512,
        (k, band) -> {
          double rising = (double) (k - edges[band]) / (edges[band + 1] - edges[band]);
          double falling = (double) (edges[band + 2] - k) / (edges[band + 2] - edges[band + 1]);
          return Math.max(0, Math.min(rising, falling));
        });
  }

  private interface Weight {
    double of(int frequency, int band);
  }

  private static void mel(OnnxEdgeCases cases, double[] figures, int frequencies, Weight weight) {
    int bands = (int) figures[0];
    Values x = Values.input(2, frequencies);
    StringBuilder stored = new StringBuilder();
    String[] names = {"bands", "length", "rate", "low", "high"};
    for (int k = 0; k < names.length; k++) {
      stored.append(
          "initializer { name: \"%s\" data_type: %d %s: %s }\n"
              .formatted(
                  names[k],
                  k < 3 ? 7 : 1,
                  k < 3 ? "int64_data" : "float_data",
                  k < 3 ? Long.toString((long) figures[k]) : Double.toString(figures[k])));
    }
    cases.add(
        "mel_" + bands,
        17,
        x,
        stored + node("MelWeightMatrix", "m", names) + node("MatMul", "y", "x", "m"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(2, bands),
            at -> {
              double sum = 0;
              for (int k = 0; k < frequencies; k++) {
                sum += x.at(at[0], k) * weight.of(k, at[1]);
              }
              return sum;
            }));
  }
}
