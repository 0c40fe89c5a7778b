package dev.lathe.processor;

import static dev.lathe.processor.OnnxEdgeCases.filled;
import static dev.lathe.processor.OnnxEdgeCases.shape;
import static dev.lathe.processor.testing.OnnxText.decimal;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;

/** Maps read between their cells, at places that are known and at places that are computed. */
final class OnnxGridCases {
  private static final Values X = Values.input(1, 2, 4, 3);

  /** Coordinates of columns and rows, some of them beyond the border. */
  private static final double[] GRID = {
    -1, -1, 0.25, -0.4, 1.3, 0.9, -0.1, 1.25, -1.2, 0.3, 0.6, 0.55
  };

  private OnnxGridCases() {}

  static void add(OnnxEdgeCases cases) {
    for (boolean corners : new boolean[] {false, true}) {
      for (String padding : new String[] {"zeros", "border", "reflection"}) {
        for (String mode : new String[] {"linear", "nearest"}) {
          grid(cases, mode, padding, corners);
        }
      }
    }
    volume(cases);
    regions(cases);
    affine(cases);
    deformed(cases);
  }

  private interface Cells {
    double at(int row, int column);
  }

  /** Between the four cells around a place. */
  private static double linear(Cells cells, double row, double column) {
    int i = (int) Math.floor(row);
    int j = (int) Math.floor(column);
    double down = row - i;
    double across = column - j;
    return (1 - down) * ((1 - across) * cells.at(i, j) + across * cells.at(i, j + 1))
        + down * ((1 - across) * cells.at(i + 1, j) + across * cells.at(i + 1, j + 1));
  }

  private static Cells zeros(Values x, int image, int channel) {
    return (row, column) ->
        row < 0 || row >= x.shape()[2] || column < 0 || column >= x.shape()[3]
            ? 0
            : x.at(image, channel, row, column);
  }

  private static void grid(OnnxEdgeCases cases, String mode, String padding, boolean corners) {
    String attributes =
        text("mode", mode)
            + text("padding_mode", padding)
            + integer("align_corners", corners ? 1 : 0);
    Values y =
        filled(
            shape(1, 2, 2, 3),
            at -> {
              int place = 2 * (3 * at[2] + at[3]);
              double column = inside(cell(GRID[place], 3, corners), 3, padding, corners);
              double row = inside(cell(GRID[place + 1], 4, corners), 4, padding, corners);
              Cells cells =
                  (i, j) -> zeros(X, 0, at[1]).at(beside(i, 4, padding), beside(j, 3, padding));
              return mode.equals("nearest")
                  ? cells.at((int) Math.rint(row), (int) Math.rint(column))
                  : linear(cells, row, column);
            });
    String name = "grid_" + mode + "_" + padding + (corners ? "_corners" : "");
    String grid = floats("grid", shape(1, 2, 3, 2), GRID);
    cases.add(name, 20, X, grid + nodeWith(attributes, "GridSample", "y", "x", "grid"), y);
    // The same places, computed: the sum of the map, which is finite, times 0.
    String computed =
        grid
            + floats("none", shape(1), 0)
            + nodeWith(integer("keepdims", 0), "ReduceSum", "sum", "x")
            + node("Mul", "nothing", "sum", "none")
            + node("Add", "moved", "grid", "nothing");
    cases.add(
        name + "_computed",
        20,
        X,
        computed + nodeWith(attributes, "GridSample", "y", "x", "moved"),
        y);
  }

  private static double cell(double coordinate, int extent, boolean corners) {
    return corners ? (coordinate + 1) / 2 * (extent - 1) : ((coordinate + 1) * extent - 1) / 2;
  }

  /** A place that the padding brings back, by walking there and turning at each end. */
  private static double inside(double place, int extent, String padding, boolean corners) {
    double low = corners ? 0 : -0.5;
    double high = corners ? extent - 1 : extent - 0.5;
    double at = place;
    while (padding.equals("reflection") && (at < low || at > high)) {
      at = at < low ? 2 * low - at : 2 * high - at;
    }
    return padding.equals("zeros") ? at : Math.clamp(at, 0, extent - 1);
  }

  private static int beside(int cell, int extent, String padding) {
    return padding.equals("zeros") ? cell : Math.clamp(cell, 0, extent - 1);
  }

  private static void volume(OnnxEdgeCases cases) {
    Values x = Values.input(1, 1, 2, 3, 2);
    double[] grid = {-0.5, 0.2, 0.7, 0.5, -0.9, -0.4};
    cases.add(
        "grid_of_a_volume",
        22,
        x,
        floats("grid", shape(1, 1, 2, 1, 3), grid)
            + nodeWith(integer("align_corners", 1), "GridSample", "y", "x", "grid"),
        filled(
            shape(1, 1, 1, 2, 1),
            at -> {
              double column = cell(grid[3 * at[3]], 2, true);
              double row = cell(grid[3 * at[3] + 1], 3, true);
              double depth = cell(grid[3 * at[3] + 2], 2, true);
              double front = linear((i, j) -> inVolume(x, 0, i, j), row, column);
              double back = linear((i, j) -> inVolume(x, 1, i, j), row, column);
              return front + depth * (back - front);
            }));
  }

  private static double inVolume(Values x, int depth, int row, int column) {
    return row < 0 || row > 2 || column < 0 || column > 1 ? 0 : x.at(0, 0, depth, row, column);
  }

  /** Cells of a region 1.5 high and 1 wide, from row 0.5 and column 0.5 on, a point in each. */
  private static void regions(OnnxEdgeCases cases) {
    String given = floats("boxes", shape(1, 4), 1, 1, 3, 4) + integers("images", 0);
    String attributes =
        integer("output_height", 2)
            + integer("output_width", 2)
            + integer("sampling_ratio", 1)
            + decimal("spatial_scale", 0.5)
            + text("coordinate_transformation_mode", "output_half_pixel");
    cases.add(
        "region_means",
        16,
        X,
        given + nodeWith(attributes, "RoiAlign", "y", "x", "boxes", "images"),
        filled(
            shape(1, 2, 2, 2),
            at ->
                linear(zeros(X, 0, at[1]), 0.5 + 0.75 * (at[2] + 0.5), 0.5 + 0.5 * (at[3] + 0.5))));
    cases.add(
        "region_maxima",
        16,
        X,
        given + nodeWith(attributes + text("mode", "max"), "RoiAlign", "y", "x", "boxes", "images"),
        filled(
            shape(1, 2, 2, 2),
            at -> {
              double row = 0.5 + 0.75 * (at[2] + 0.5);
              double column = 0.5 + 0.5 * (at[3] + 0.5);
              double largest = Double.NEGATIVE_INFINITY;
              for (int k = 0; k < 4; k++) {
                int i = (int) row + k / 2;
                int j = (int) column + k % 2;
                double share = (1 - Math.abs(row - i)) * (1 - Math.abs(column - j));
                largest = Math.max(largest, share * X.at(0, at[1], i, j));
              }
              return largest;
            }));
  }

  private static void affine(OnnxEdgeCases cases) {
    Values theta = Values.input(2, 2, 3);
    for (boolean corners : new boolean[] {false, true}) {
      cases.add(
          "affine_grid" + (corners ? "_corners" : ""),
          20,
          theta,
          integers("size", 2, 5, 3, 4)
              + nodeWith(integer("align_corners", corners ? 1 : 0), "AffineGrid", "y", "x", "size"),
          filled(
              shape(2, 3, 4, 2),
              at -> {
                double column = corners ? at[2] * 2 / 3.0 - 1 : (at[2] + 0.5) * 2 / 4 - 1;
                double row = corners ? at[1] * 2 / 2.0 - 1 : (at[1] + 0.5) * 2 / 3 - 1;
                return theta.at(at[0], at[3], 0) * column
                    + theta.at(at[0], at[3], 1) * row
                    + theta.at(at[0], at[3], 2);
              }));
    }
  }

  /** Four channels in two groups of weights and of offsets, strided and over an uneven border. */
  private static void deformed(OnnxEdgeCases cases) {
    Values x = Values.input(1, 4, 5, 4);
    Values w = Values.input(2, 2, 2, 2);
    Values offset = Values.input(1, 16, 3, 4);
    Values mask = Values.input(1, 8, 3, 4);
    cases.add(
        "deformable_convolution",
        19,
        x,
        floats("w", 2, 2, 2, 2)
            + floats("offset", 1, 16, 3, 4)
            + floats("bias", shape(2), 0.5, -0.25)
            + floats("mask", 1, 8, 3, 4)
            + nodeWith(
                integer("group", 2)
                    + integer("offset_group", 2)
                    + ints("strides", 2, 1)
                    + ints("pads", 1, 0, 1, 1)
                    + ints("dilations", 2, 1),
                "DeformConv",
                "y",
                "x",
                "w",
                "offset",
                "bias",
                "mask"),
        filled(
            shape(1, 2, 3, 4),
            at -> {
              double sum = at[1] == 0 ? 0.5 : -0.25;
              for (int c = 0; c < 2; c++) {
                int channel = 2 * at[1] + c;
                for (int tap = 0; tap < 4; tap++) {
                  int own = channel / 2 * 4 + tap;
                  double row = at[2] * 2 - 1 + tap / 2 * 2 + offset.at(0, 2 * own, at[2], at[3]);
                  double column = at[3] + tap % 2 + offset.at(0, 2 * own + 1, at[2], at[3]);
                  sum +=
                      w.at(at[1], c, tap / 2, tap % 2)
                          * mask.at(0, own, at[2], at[3])
                          * linear(zeros(x, 0, channel), row, column);
                }
              }
              return sum;
            }));
  }
}
