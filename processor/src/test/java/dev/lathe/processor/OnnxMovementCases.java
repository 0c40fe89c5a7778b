package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;

/** Borders, slices, parts, look-ups and other sizes. */
final class OnnxMovementCases {
  private static final Values X = Values.input(1, 2, 5, 7);

  private OnnxMovementCases() {}

  static void add(OnnxEdgeCases cases) {
    pads(cases);
    slices(cases);
    parts(cases);
    resized(cases);
  }

  /** The cell that stands at a place; -1 for none. */
  private interface Place {
    int of(int place);
  }

  /** Rows and columns of X by their places. */
  private static Values placed(int rows, int columns, Place row, Place column) {
    return OnnxEdgeCases.filled(
        OnnxEdgeCases.shape(1, 2, rows, columns),
        at -> {
          int i = row.of(at[2]);
          int j = column.of(at[3]);
          return i < 0 || i >= 5 || j < 0 || j >= 7 ? 0 : X.at(0, at[1], i, j);
        });
  }

  private static int reflected(int place, int extent) {
    int cell = Math.abs(place);
    return cell < extent ? cell : 2 * (extent - 1) - cell;
  }

  private static void pads(OnnxEdgeCases cases) {
    String pads = integers("pads", 0, 0, 2, 3, 0, 0, 1, 2);
    cases.add(
        "negative_pads",
        13,
        X,
        integers("pads", 0, 0, -1, 2, 0, 0, 3, -2) + node("Pad", "y", "x", "pads"),
        placed(7, 7, i -> i + 1, j -> j - 2));
    cases.add(
        "negative_pads_by_attribute",
        10,
        X,
        nodeWith(ints("pads", 0, 0, -1, -2, 0, 0, -1, 1), "Pad", "y", "x"),
        placed(3, 6, i -> i + 1, j -> j + 2));
    cases.add(
        "reflected",
        13,
        X,
        pads + nodeWith(text("mode", "reflect"), "Pad", "y", "x", "pads"),
        placed(8, 12, i -> reflected(i - 2, 5), j -> reflected(j - 3, 7)));
    cases.add(
        "edges",
        13,
        X,
        pads + nodeWith(text("mode", "edge"), "Pad", "y", "x", "pads"),
        placed(8, 12, i -> Math.clamp(i - 2, 0, 4), j -> Math.clamp(j - 3, 0, 6)));
    cases.add(
        "wrapped",
        19,
        X,
        pads + nodeWith(text("mode", "wrap"), "Pad", "y", "x", "pads"),
        placed(8, 12, i -> (i + 3) % 5, j -> (j + 4) % 7));
    cases.add(
        "pads_of_named_axes",
        18,
        X,
        integers("pads", 1, 2, 3, 0)
            + integers("axes", -1, 2)
            + node("Pad", "y", "x", "pads", "", "axes"),
        placed(7, 11, i -> i - 2, j -> j - 1));
  }

  private static void slices(OnnxEdgeCases cases) {
    cases.add(
        "slice_backwards",
        13,
        X,
        integers("starts", -1, 3)
            + integers("ends", -100, 0)
            + integers("axes", -1, -2)
            + integers("steps", -3, -1)
            + node("Slice", "y", "x", "starts", "ends", "axes", "steps"),
        placed(3, 3, i -> 3 - i, j -> 6 - 3 * j));
    cases.add(
        "slice_beyond_the_end",
        9,
        X,
        nodeWith(
            ints("starts", -4, 2) + ints("ends", 1000, -1) + ints("axes", 2, 3), "Slice", "y", "x"),
        placed(4, 4, i -> i + 1, j -> j + 2));
    cases.add(
        "steps_beyond_the_map",
        13,
        X,
        integers("starts", 1, 0)
            + integers("ends", 100, 100)
            + integers("axes", 2, 3)
            + integers("steps", 2, 1000)
            + node("Slice", "y", "x", "starts", "ends", "axes", "steps"),
        placed(2, 1, i -> 1 + 2 * i, j -> j));
  }

  private static void parts(OnnxEdgeCases cases) {
    cases.add(
        "uneven_parts",
        18,
        X,
        nodeWith(integer("axis", -1) + integer("num_outputs", 3), "Split", "y,y1,y2", "x"),
        placed(5, 3, i -> i, j -> j),
        placed(5, 3, i -> i, j -> j + 3),
        placed(5, 1, i -> i, j -> j + 6));
    cases.add(
        "named_parts",
        11,
        X,
        nodeWith(integer("axis", -2) + ints("split", 1, 4), "Split", "y,y1", "x"),
        placed(1, 7, i -> i, j -> j),
        placed(4, 7, i -> i + 1, j -> j));
    cases.add(
        "looked_up_from_the_end",
        13,
        X,
        integers("numbers", -1, 0, -5, 3)
            + nodeWith(integer("axis", 2), "Gather", "y", "x", "numbers"),
        placed(4, 7, i -> new int[] {4, 0, 0, 3}[i], j -> j));
    cases.add(
        "cells_of_blocks",
        13,
        Values.input(1, 8, 2, 3),
        nodeWith(integer("blocksize", 2) + text("mode", "CRD"), "DepthToSpace", "y", "x"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(1, 2, 4, 6),
            at ->
                Values.input(1, 8, 2, 3)
                    .at(0, at[1] * 4 + at[2] % 2 * 2 + at[3] % 2, at[2] / 2, at[3] / 2)));
  }

  private static void resized(OnnxEdgeCases cases) {
    String sizes = integers("sizes", 1, 2, 8, 4);
    nearest(cases, sizes, "round_prefer_floor", at -> Math.ceil(at - 0.5));
    nearest(cases, sizes, "round_prefer_ceil", at -> Math.floor(at + 0.5));
    nearest(cases, sizes, "floor", Math::floor);
    nearest(cases, sizes, "ceil", Math::ceil);
    linear(cases, sizes, "half_pixel", k -> (k + 0.5) * 5 / 8 - 0.5, k -> (k + 0.5) * 7 / 4 - 0.5);
    linear(cases, sizes, "align_corners", k -> k * 4 / 7.0, k -> k * 6 / 3.0);
    linear(cases, sizes, "asymmetric", k -> k * 5 / 8.0, k -> k * 7 / 4.0);
    cases.add(
        "old_scales",
        9,
        X,
        "initializer { name: \"scales\" data_type: 1 dims: 4 "
            + "float_data: 1 float_data: 1 float_data: 2 float_data: 3 }\n"
            + nodeWith(text("mode", "nearest"), "Upsample", "y", "x", "scales"),
        placed(10, 21, i -> i / 2, j -> j / 3));
    Values row = Values.input(1, 1, 1, 10);
    cases.add(
        "scales_that_are_no_floats",
        13,
        row,
        floats("scales", OnnxEdgeCases.shape(4), 1, 1, 1, 2.1)
            + nodeWith(
                text("coordinate_transformation_mode", "asymmetric")
                    + text("nearest_mode", "floor"),
                "Resize",
                "y",
                "x",
                "",
                "scales"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(1, 1, 1, 21), at -> row.at(0, 0, 0, (int) (at[3] / 2.1))));
  }

  /** A place in the map that a place in the result stands for. */
  private interface Source {
    double of(double place);
  }

  private static void nearest(OnnxEdgeCases cases, String sizes, String mode, Source rounded) {
    cases.add(
        "nearest_" + mode,
        13,
        X,
        sizes + nodeWith(text("nearest_mode", mode), "Resize", "y", "x", "", "", "sizes"),
        placed(
            8,
            4,
            i -> (int) Math.clamp(rounded.of((i + 0.5) * 5 / 8 - 0.5), 0, 4),
            j -> (int) Math.clamp(rounded.of((j + 0.5) * 7 / 4 - 0.5), 0, 6)));
  }

  private static void linear(
      OnnxEdgeCases cases, String sizes, String coordinates, Source row, Source column) {
    cases.add(
        "linear_" + coordinates,
        13,
        X,
        sizes
            + nodeWith(
                text("mode", "linear") + text("coordinate_transformation_mode", coordinates),
                "Resize",
                "y",
                "x",
                "",
                "",
                "sizes"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(1, 2, 8, 4),
            at -> {
              double i = Math.clamp(row.of(at[2]), 0, 4);
              double j = Math.clamp(column.of(at[3]), 0, 6);
              double above = between(at[1], (int) i, j);
              double below = between(at[1], Math.min((int) i + 1, 4), j);
              return above + (below - above) * (i - (int) i);
            }));
  }

  private static double between(int map, int row, double j) {
    double left = X.at(0, map, row, (int) j);
    double right = X.at(0, map, row, Math.min((int) j + 1, 6));
    return left + (right - left) * (j - (int) j);
  }
}
