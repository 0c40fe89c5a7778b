package dev.lathe.processor;

import static dev.lathe.processor.OnnxEdgeCases.filled;
import static dev.lathe.processor.OnnxEdgeCases.shape;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;

/** Elements read and written by their places, and what is found among values that are known. */
final class OnnxPlaceCases {
  private static final Values X = Values.input(2, 3, 4);

  private OnnxPlaceCases() {}

  static void add(OnnxEdgeCases cases) {
    blocks(cases);
    oneHot(cases);
    columns(cases);
    found(cases);
    boxes(cases);
  }

  private static void blocks(OnnxEdgeCases cases) {
    cases.add(
        "rows_by_pairs_of_numbers",
        13,
        X,
        integers("places", 7, shape(3, 1, 2), 0, -1, 1, 0, -2, 1)
            + node("GatherND", "y", "x", "places"),
        filled(
            shape(3, 1, 4),
            at -> X.at(new int[][] {{0, 2}, {1, 0}, {0, 1}}[at[0]][0], row(at[0]), at[2])));
    cases.add(
        "cells_by_numbers_for_each_image",
        12,
        X,
        integers("places", 7, shape(2, 1), -1, 1)
            + nodeWith(integer("batch_dims", 1), "GatherND", "y", "x", "places"),
        filled(shape(2, 4), at -> X.at(at[0], at[0] == 0 ? 2 : 1, at[1])));
    String places = integers("places", 7, shape(3, 1), 1, -2, 1) + floats("new", 3, 3, 4);
    Values given = Values.input(3, 3, 4);
    // The numbers 1, -2 and 1 name image 1 twice and image 0 once.
    cases.add(
        "images_added_at_places",
        16,
        X,
        places + nodeWith(text("reduction", "add"), "ScatterND", "y", "x", "places", "new"),
        filled(
            X.shape(),
            at ->
                X.at(at)
                    + (at[0] == 0
                        ? given.at(1, at[1], at[2])
                        : given.at(0, at[1], at[2]) + given.at(2, at[1], at[2]))));
    cases.add(
        "largest_at_places",
        18,
        X,
        places + nodeWith(text("reduction", "max"), "ScatterND", "y", "x", "places", "new"),
        filled(
            X.shape(),
            at -> {
              double first = given.at(at[0] == 0 ? 1 : 0, at[1], at[2]);
              double second = given.at(at[0] == 0 ? 1 : 2, at[1], at[2]);
              return Math.max(X.at(at), Math.max(first, second));
            }));
    Values small = Values.input(2, 2);
    cases.add(
        "elements_in_a_corner",
        18,
        X,
        integers("places", 7, shape(2, 2, 1), -1, 0, 1, 2)
            + floats("new", 2, 2, 1)
            + nodeWith(integer("axis", 1), "ScatterElements", "y", "x", "places", "new"),
        filled(
            X.shape(),
            at -> {
              int k = new int[][] {{1, -1, 0}, {-1, 0, 1}}[at[0]][at[1]];
              return at[2] > 0 || k < 0 ? X.at(at) : small.at(at[0], k);
            }));
  }

  private static int row(int place) {
    return new int[] {2, 0, 1}[place];
  }

  private static void oneHot(OnnxEdgeCases cases) {
    Values numbers = Values.of(shape(2, 3), 0, -1, 3, 2, -4, 1);
    int[] hot = {0, 3, 3, 2, 0, 1};
    String given = integers("depth", 4) + floats("values", shape(2), -0.5, 2);
    cases.add(
        "one_hot_behind_all",
        11,
        numbers,
        given + node("OneHot", "y", "x", "depth", "values"),
        filled(shape(2, 3, 4), at -> at[2] == hot[3 * at[0] + at[1]] ? 2 : -0.5));
    cases.add(
        "one_hot_in_between",
        11,
        numbers,
        given + nodeWith(integer("axis", -2), "OneHot", "y", "x", "depth", "values"),
        filled(shape(2, 4, 3), at -> at[1] == hot[3 * at[0] + at[2]] ? 2 : -0.5));
  }

  /** Windows of 2 times 3 cells, strided, dilated and over an uneven border, added up again. */
  private static void columns(OnnxEdgeCases cases) {
    Values x = Values.input(1, 12, 12);
    cases.add(
        "columns_to_an_image",
        18,
        x,
        integers("image", 5, 6)
            + integers("block", 2, 3)
            + nodeWith(
                ints("strides", 1, 2) + ints("dilations", 2, 1) + ints("pads", 1, 0, 0, 1),
                "Col2Im",
                "y",
                "x",
                "image",
                "block"),
        filled(
            shape(1, 2, 5, 6),
            at -> {
              double sum = 0;
              for (int tap = 0; tap < 6; tap++) {
                for (int window = 0; window < 12; window++) {
                  int row = window / 3 + tap / 3 * 2 - 1;
                  int column = window % 3 * 2 + tap % 3;
                  boolean here = row == at[2] && column == at[3];
                  sum += here ? x.at(0, at[1] * 6 + tap, window) : 0;
                }
              }
              return sum;
            }));
  }

  private static void found(OnnxEdgeCases cases) {
    String known = floats("k", shape(2, 4), 3, 0, 1, 3, 0, 0, 1, 2);
    cases.add(
        "places_of_what_is_not_zero",
        13,
        X,
        known + node("NonZero", "n", "k") + node("Transpose", "y", "n"),
        Values.of(shape(5, 2), 0, 0, 0, 2, 0, 3, 1, 2, 1, 3));
    cases.add(
        "different_numbers_as_they_come",
        11,
        X,
        known + nodeWith(integer("sorted", 0), "Unique", "y,y1,y2,y3", "k"),
        Values.of(shape(4), 3, 0, 1, 2),
        Values.of(shape(4), 0, 1, 2, 7),
        Values.of(shape(8), 0, 1, 2, 0, 1, 1, 2, 3),
        Values.of(shape(4), 2, 3, 2, 1));
    cases.add(
        "different_columns_by_size",
        11,
        X,
        floats("k", shape(2, 4), 2, 1, 2, 1, 0, 5, 0, 4)
            + nodeWith(integer("axis", -1), "Unique", "y,y1,y2,y3", "k"),
        Values.of(shape(2, 3), 1, 1, 2, 4, 5, 0),
        Values.of(shape(3), 3, 1, 0),
        Values.of(shape(4), 2, 1, 2, 0),
        Values.of(shape(3), 1, 1, 2));
    cases.add(
        "columns_that_are_asked_for",
        11,
        X,
        integers("flags", 9, shape(3), 0, 1, 1)
            + nodeWith(integer("axis", -1), "Compress", "y", "x", "flags"),
        filled(shape(2, 3, 2), at -> X.at(at[0], at[1], at[2] + 1)));
    cases.add(
        "cut_and_bordered_to_a_size",
        18,
        X,
        integers("size", 5, 1) + nodeWith(ints("axes", -2, -1), "CenterCropPad", "y", "x", "size"),
        filled(shape(2, 5, 1), at -> at[1] < 1 || at[1] > 3 ? 0 : X.at(at[0], at[1] - 1, 1)));
  }

  private static void boxes(OnnxEdgeCases cases) {
    String scores = floats("scores", shape(1, 2, 4), 0.9, 0.75, 0.6, 0.95, 0.1, 0.2, 0.8, 0.3);
    String bounds =
        integers("most", 2)
            + floats("overlap", shape(1), 0.5)
            + floats("least", shape(1), 0.15)
            // The second covers nine tenths of the first; the corners of the third are swapped.
            + floats("boxes", shape(1, 4, 4), 0, 0, 1, 1, 0, 0.1, 1, 1, 3, 3, 2, 2, 2.1, 2, 3, 3);
    cases.add(
        "boxes_that_do_not_overlap",
        11,
        X,
        scores
            + bounds
            + node("NonMaxSuppression", "y", "boxes", "scores", "most", "overlap", "least"),
        Values.of(shape(4, 3), 0, 0, 3, 0, 0, 0, 0, 1, 2, 0, 1, 1));
    String centred =
        integers("most", 3)
            + floats("overlap", shape(1), 0.5)
            + floats("boxes", shape(1, 3, 4), 1, 1, 2, 2, 1.5, 1, 2, 2, 4, 4, 1, 1)
            + floats("scores", shape(1, 1, 3), 0.5, 0.6, 0.7);
    // Two squares of 2 that stand half a cell apart share 3 of 5.
    cases.add(
        "boxes_by_their_centres",
        11,
        X,
        centred
            + nodeWith(
                integer("center_point_box", 1),
                "NonMaxSuppression",
                "y",
                "boxes",
                "scores",
                "most",
                "overlap"),
        Values.of(shape(2, 3), 0, 0, 2, 0, 0, 1));
  }
}
