package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.number;
import static dev.lathe.processor.testing.OnnxText.text;
import static dev.lathe.processor.testing.OnnxText.typed;

/** Choices of elements by counts and indices that do not fit what they are of. */
final class InvalidIndices {
  private static final int BOOL = 9;
  private static final int INT32 = 6;
  private static final int INT64 = 7;

  private InvalidIndices() {}

  static void add(InvalidFiles files) {
    InvalidTable x = files.at(13).of(1, 1, 4);
    largest(x.outputs("y,i"));
    gathers(x);
    scatters(x.at(16));
    places(x);
  }

  private static void largest(InvalidTable topk) {
    for (long k : new long[] {0, -1, 5}) {
      topk.node("largest_" + k, "TopK", integers("k", k))
          .gets("541 k of " + k + ", for an axis of 4 elements");
    }
    topk.node("largest_of_none", "TopK", integers("k")).gets("541 one number, got 0 in k");
    topk.node("largest_of_two", "TopK", integers("k", 1, 2)).gets("541 one number, got 2 in k");
  }

  private static void gathers(InvalidTable x) {
    String axis = integer("axis", 1);
    x.node("index_beyond", "Gather", axis, integers("n", 4))
        .gets("541 the index 4 along an axis of 1");
    x.node("element_beyond", "GatherElements", axis, indices(1, 0, 4))
        .gets("541 the index 4 along an axis of 1");
    x.node("elements_longer_than_data", "GatherElements", axis, indices(3, 0, 0, 0))
        .gets("541 a value 1x1x4 at indices 3x1");
    x.node("elements_of_other_rank", "GatherElements", integers("n", 0))
        .gets("541 a value 1x1x4 at indices 1");
    x.node("gather_of_deep_tuples", "GatherND", integers("n", 0, 0, 0, 0))
        .gets("541 a value 1x1x4 at indices 4");
  }

  private static void scatters(InvalidTable x) {
    String scatter = "ScatterElements";
    String axis = integer("axis", 1);
    x.node("scatter_beyond", scatter, axis, indices(1, 0, 4), floats("u", 1, 2))
        .gets("541 a value 1x1x4 at indices 1x2");
    x.node("scatter_blocks_beyond", "ScatterND", integers("n", 4), floats("u", 4))
        .gets("541 the index 4 along an axis of 1");
    x.node("scatter_longer_than_data", scatter, axis, indices(3, 0, 0, 0), floats("u", 3, 1))
        .gets("541 a value 1x1x4 at indices 3x1");
    String computed = typed("input", "n", INT64, 3, 1);
    x.node("computed_scatter_longer_than_data", scatter, axis, computed, floats("u", 3, 1))
        .gets("541 a value 1x1x4 at indices 3x1");
    x.node("updates_of_other_shape", scatter, axis, indices(1, 0, 4), floats("u", 2, 1))
        .gets("541 a value 1x1x4 at indices 1x2");
    String median = text("reduction", "median");
    x.node("reduction_by_median", scatter, median, indices(1, 0, 1), floats("u", 1, 2))
        .gets("541 a value 1x1x4 at indices 1x2");
  }

  /** A matrix of indices of the given number of rows. */
  private static String indices(int rows, long... indices) {
    return integers("n", INT32, new int[] {rows, indices.length / rows}, indices);
  }

  private static void places(InvalidTable x) {
    InvalidTable hot = x.ofType(INT64, 4);
    hot.node("hot_without_values", "OneHot", number("d", 3), floats("v", 1))
        .gets("541 values 1: it takes one for off and one for on");
    hot.node("hot_at_axis_9", "OneHot", integer("axis", 9), number("d", 3), floats("v", 2))
        .gets("541 the axis 9 of a result of 2 axes");
    String six = integers("c", BOOL, new int[] {6}, 1, 0, 1, 0, 1, 1);
    x.node("condition_too_long", "Compress", integer("axis", 1), six)
        .gets("541 a condition 6 for an axis of 1");
    String maxima = integers("n", INT64, new int[] {1, 1, 2, 2}, 0, 1, 2, 99);
    String window = ints("kernel_shape", 2, 2) + ints("strides", 2, 2);
    x.of(1, 1, 2, 2)
        .node("places_of_maxima_beyond", "MaxUnpool", window, maxima)
        .gets("541 the place 99 in a map 1x1x4x4");
  }
}
