package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.ArrayList;
import java.util.List;

/** Windows at the edges of maps: automatic padding, rounding up, strides beyond the kernel. */
final class OnnxWindowCases {
  private static final Values X = Values.input(1, 2, 7, 6);

  private OnnxWindowCases() {}

  /**
   * A window over two axes, with the padding and the extents that ONNX says it has.
   *
   * @param rows kernel, stride, dilation, padding before, padding behind, and extent
   * @param columns the same
   */
  @SuppressWarnings("ArrayRecordComponent") // plain data between tests
  private record Sliding(String attributes, int[] rows, int[] columns) {
    String figures() {
      return ints("kernel_shape", rows[0], columns[0])
          + ints("strides", rows[1], columns[1])
          + (rows[2] == 1 && columns[2] == 1 ? "" : ints("dilations", rows[2], columns[2]))
          + attributes;
    }

    String padded() {
      return figures() + ints("pads", rows[3], columns[3], rows[4], columns[4]);
    }

    boolean isAutomatic() {
      return attributes.contains("auto_pad");
    }

    String all() {
      return isAutomatic() ? figures() : padded();
    }
  }

  private static final Sliding UPPER =
      new Sliding(
          text("auto_pad", "SAME_UPPER"), figures(3, 2, 1, 1, 1, 4), figures(2, 3, 1, 0, 0, 2));
  private static final Sliding LOWER =
      new Sliding(
          text("auto_pad", "SAME_LOWER"), figures(2, 2, 1, 1, 0, 4), figures(3, 2, 2, 2, 1, 3));
  private static final Sliding VALID =
      new Sliding(text("auto_pad", "VALID"), figures(3, 1, 2, 0, 0, 3), figures(2, 2, 2, 0, 0, 2));
  private static final String UP = integer("ceil_mode", 1);
  private static final Sliding BEYOND =
      new Sliding(UP, figures(2, 3, 1, 0, 0, 3), figures(3, 2, 1, 0, 0, 3));
  private static final Sliding SPARSE =
      new Sliding(UP, figures(1, 4, 1, 0, 0, 2), figures(1, 4, 1, 0, 0, 2));
  private static final Sliding ON_PADDING =
      new Sliding(UP, figures(3, 4, 1, 1, 1, 2), figures(3, 4, 1, 1, 1, 2));
  private static final Sliding UNEVEN =
      new Sliding(UP, figures(3, 2, 1, 1, 0, 4), figures(2, 3, 2, 0, 1, 2));

  private static int[] figures(int... figures) {
    return figures;
  }

  static void add(OnnxEdgeCases cases) {
    List<Sliding> all = List.of(UPPER, LOWER, VALID, BEYOND, SPARSE, ON_PADDING, UNEVEN);
    for (int k = 0; k < all.size(); k++) {
      Sliding window = all.get(k);
      cases.add(
          "max_pool_" + k,
          12,
          X,
          nodeWith(window.all(), "MaxPool", "y", "x"),
          pooled(window, cells -> cells.stream().mapToDouble(c -> c).max().orElseThrow()));
      cases.add(
          "average_pool_" + k,
          19,
          X,
          nodeWith(window.all(), "AveragePool", "y", "x"),
          pooled(window, cells -> cells.stream().mapToDouble(c -> c).average().orElseThrow()));
      cases.add(
          "average_pool_counting_padding_" + k,
          19,
          X,
          nodeWith(window.all() + integer("count_include_pad", 1), "AveragePool", "y", "x"),
          counted(window));
      cases.add(
          "lp_pool_" + k,
          18,
          X,
          nodeWith(window.all() + integer("p", 2), "LpPool", "y", "x"),
          pooled(
              window, cells -> Math.sqrt(cells.stream().mapToDouble(cell -> cell * cell).sum())));
    }
    for (Sliding window : List.of(UPPER, LOWER, VALID)) {
      cases.add(
          "conv_" + cases.all().size(),
          11,
          X,
          weight(3, 2, window.rows()[0], window.columns()[0])
              + nodeWith(window.figures(), "Conv", "y", "x", "w"),
          convolved(window));
    }
    transposed(cases, "SAME_UPPER", 0);
    transposed(cases, "SAME_LOWER", 1);
  }

  private static String weight(int... shape) {
    return floats("w", java.util.Arrays.stream(shape).asLongStream().toArray());
  }

  private interface Fold {
    double of(List<Double> cells);
  }

  private static Values pooled(Sliding window, Fold fold) {
    int[] shape = {1, 2, window.rows()[5], window.columns()[5]};
    return OnnxEdgeCases.filled(shape, at -> fold.of(cells(window, at)));
  }

  /** The sum by the cells of the map and of its declared padding. */
  private static Values counted(Sliding window) {
    int[] shape = {1, 2, window.rows()[5], window.columns()[5]};
    return OnnxEdgeCases.filled(
        shape,
        at -> {
          int count = within(window.rows(), at[2], 7) * within(window.columns(), at[3], 6);
          return cells(window, at).stream().mapToDouble(cell -> cell).sum() / count;
        });
  }

  private static int within(int[] axis, int place, int extent) {
    int count = 0;
    for (int tap = 0; tap < axis[0]; tap++) {
      int cell = place * axis[1] + tap * axis[2] - axis[3];
      count += cell < extent + axis[4] ? 1 : 0;
    }
    return count;
  }

  private static List<Double> cells(Sliding window, int[] at) {
    List<Double> cells = new ArrayList<>();
    for (int i = 0; i < window.rows()[0]; i++) {
      for (int j = 0; j < window.columns()[0]; j++) {
        int row = cell(window.rows(), at[2], i);
        int column = cell(window.columns(), at[3], j);
        if (row >= 0 && row < 7 && column >= 0 && column < 6) {
          cells.add(X.at(0, at[1], row, column));
        }
      }
    }
    return cells;
  }

  private static int cell(int[] axis, int place, int tap) {
    return place * axis[1] + tap * axis[2] - axis[3];
  }

  private static Values convolved(Sliding window) {
    Values w = Values.input(3, 2, window.rows()[0], window.columns()[0]);
    int[] shape = {1, 3, window.rows()[5], window.columns()[5]};
    return OnnxEdgeCases.filled(
        shape,
        at -> {
          double sum = 0;
          for (int c = 0; c < 2; c++) {
            for (int i = 0; i < window.rows()[0]; i++) {
              for (int j = 0; j < window.columns()[0]; j++) {
                int row = cell(window.rows(), at[2], i);
                int column = cell(window.columns(), at[3], j);
                boolean inside = row >= 0 && row < 7 && column >= 0 && column < 6;
                sum += inside ? X.at(0, c, row, column) * w.at(at[1], c, i, j) : 0;
              }
            }
          }
          return sum;
        });
  }

  /** Twice as many rows, of whose one too many the given side loses it; one column too many. */
  private static void transposed(OnnxEdgeCases cases, String auto, int front) {
    Values w = Values.input(2, 3, 3, 2);
    double[][][] sums = new double[3][15][7];
    for (int c = 0; c < 2; c++) {
      for (int o = 0; o < 3; o++) {
        for (int row = 0; row < 7; row++) {
          for (int column = 0; column < 6; column++) {
            for (int tap = 0; tap < 6; tap++) {
              int i = tap / 2;
              int j = tap % 2;
              sums[o][2 * row + i][column + j] += X.at(0, c, row, column) * w.at(c, o, i, j);
            }
          }
        }
      }
    }
    cases.add(
        "transposed_" + auto,
        11,
        X,
        weight(2, 3, 3, 2)
            + nodeWith(
                ints("strides", 2, 1) + text("auto_pad", auto), "ConvTranspose", "y", "x", "w"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(1, 3, 14, 6), at -> sums[at[1]][at[2] + front][at[3] + front]));
  }
}
