package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;
import static dev.lathe.processor.testing.OnnxText.value;

import java.util.Arrays;

/** Movements of elements to shapes, axes and places that there are not. */
final class InvalidMovements {
  private static final String MAP = value("input", "x", 1, 2, 8, 8);
  private static final String X = value("input", "x", 1, 4);

  private InvalidMovements() {}

  static void add(InvalidFiles files) {
    movements(files);
  }

  private static void movements(InvalidFiles files) {
    long[][] shapes = {{-1, -1}, {3}, {-1, 3}, {-2, 2}, {0, 0, 0}, {1L << 40, 1}, {4, -1, 0, 1}};
    for (long[] shape : shapes) {
      String list = Arrays.toString(shape);
      files.add(
          "reshape_to_" + list,
          13,
          "541 the shape " + list + " for 1x4",
          X,
          integers("s", shape),
          node("Reshape", "y", "x", "s"));
    }
    files.add(
        "reshape_to_many",
        13,
        "505 4294967296 elements, more than an array has, of x float 1x4, s int64 3",
        X,
        integers("s", 65536, 65536, 0),
        node("Reshape", "y", "x", "s"));
    files.add(
        "reshape_open_beside_0",
        14,
        "541 the shape [-1, 0] for 1x4",
        X,
        integers("s", -1, 0),
        nodeWith(integer("allowzero", 1), "Reshape", "y", "x", "s"));
    files.add(
        "reshape_by_matrix",
        13,
        "541 its input s holds int32, and has to hold int64",
        X,
        integers("s", 7 - 1, new int[] {1, 2}, 2, 2),
        node("Reshape", "y", "x", "s"));
    files.add(
        "perm_twice",
        13,
        "541 the axes [0, 0], of which one is twice",
        X,
        nodeWith(ints("perm", 0, 0), "Transpose", "y", "x"));
    files.add(
        "perm_of_three",
        13,
        "541 the axis 2 of a value of shape 1x4",
        X,
        nodeWith(ints("perm", 0, 1, 2), "Transpose", "y", "x"));
    files.add(
        "perm_of_one",
        13,
        "541 perm [0] for 1x4",
        X,
        nodeWith(ints("perm", 0), "Transpose", "y", "x"));
    files.add(
        "split_sum",
        13,
        "541 the parts [2, 3], of which there are to be 2, for an axis of 4 elements",
        X,
        integers("s", 2, 3),
        nodeWith(integer("axis", 1), "Split", "y,z", "x", "s"));
    files.add(
        "split_less",
        13,
        "541 the parts [1, 1], of which there are to be 2, for an axis of 4 elements",
        X,
        integers("s", 1, 1),
        nodeWith(integer("axis", 1), "Split", "y,z", "x", "s"));
    files.add(
        "split_below_0",
        13,
        "541 an axis of -1 elements",
        X,
        integers("s", 5, -1),
        nodeWith(integer("axis", 1), "Split", "y,z", "x", "s"));
    files.add(
        "split_count",
        13,
        "541 the parts [4], of which there are to be 2, for an axis of 4 elements",
        X,
        integers("s", 4),
        nodeWith(integer("axis", 1), "Split", "y,z", "x", "s"));
    files.add(
        "split_unequal",
        13,
        "541 2 equal parts of an axis of 5 elements",
        value("input", "x", 1, 5),
        nodeWith(integer("axis", 1), "Split", "y,z", "x"));
    files.add(
        "split_num_outputs",
        18,
        "541 num_outputs of 3 for 2 outputs",
        X,
        nodeWith(integer("axis", 1) + integer("num_outputs", 3), "Split", "y,z", "x"));
    files.add(
        "expand",
        13,
        "505 the shapes [1x4, 3x3] do not broadcast, of x float 1x4, s int64 2",
        X,
        integers("s", 3, 3),
        node("Expand", "y", "x", "s"));
    files.add(
        "expand_below_0",
        13,
        "541 the shape [-1, 4]",
        X,
        integers("s", -1, 4),
        node("Expand", "y", "x", "s"));
    files.add(
        "concat",
        13,
        "505 [1x4, 2x3] do not fit together along axis 0, of x float 1x4, w float 2x3",
        X,
        floats("w", 2, 3),
        nodeWith(integer("axis", 0), "Concat", "y", "x", "w"));
    files.add(
        "concat_ranks",
        13,
        "505 [1x4, 4] do not fit together along axis 0, of x float 1x4, w float 4",
        X,
        floats("w", 4),
        nodeWith(integer("axis", 0), "Concat", "y", "x", "w"));
    files.add(
        "concat_axis",
        13,
        "541 the axis 5 of a value of shape 1x4",
        X,
        nodeWith(integer("axis", 5), "Concat", "y", "x", "x"));
    files.add(
        "concat_of_nothing_and_more",
        13,
        "505 [1x4, 0x3] do not fit together along axis 0, of x float 1x4, w float 0x3",
        X,
        floats("w", 0, 3),
        nodeWith(integer("axis", 0), "Concat", "y", "x", "w"));
    files.add(
        "concat_of_none", 13, "540 input number 1", X, nodeWith(integer("axis", 0), "Concat", "y"));
    files.add(
        "squeeze_of_4",
        13,
        "541 the axis 1 of 1x4, which has more than one element",
        X,
        integers("a", 1),
        node("Squeeze", "y", "x", "a"));
    files.add(
        "squeeze_twice",
        13,
        "541 the axes [0, -2], of which one is twice",
        X,
        integers("a", 0, -2),
        node("Squeeze", "y", "x", "a"));
    files.add(
        "unsqueeze_twice",
        13,
        "541 the axes [1, 1] of a result of 4 axes",
        X,
        integers("a", 1, 1),
        node("Unsqueeze", "y", "x", "a"));
    files.add(
        "unsqueeze_beyond",
        13,
        "541 the axes [9] of a result of 3 axes",
        X,
        integers("a", 9),
        node("Unsqueeze", "y", "x", "a"));
    files.add(
        "slice_step_0",
        13,
        "541 a step of 0",
        X,
        integers("a", 0),
        integers("b", 4),
        node("Slice", "y", "x", "a", "b", "a", "a"));
    files.add(
        "slice_axes_twice",
        13,
        "541 the axes [1, 1], of which one is twice",
        X,
        integers("a", 0, 0),
        integers("b", 1, 1),
        node("Slice", "y", "x", "a", "b", "b"));
    files.add(
        "slice_of_other_counts",
        13,
        "541 starts [0], ends [1, 2], axes [0] and steps [1], of which each has to have one an"
            + " axis",
        X,
        integers("a", 0),
        integers("b", 1, 2),
        node("Slice", "y", "x", "a", "b"));
    files.add(
        "slice_of_more_axes",
        13,
        "541 the axis 2 of a value of shape 1x4",
        X,
        integers("a", 0, 0, 0),
        node("Slice", "y", "x", "a", "a"));
    files.add(
        "tile_of_more_axes",
        13,
        "541 the repeats [1, 1, 1] of 1x4",
        X,
        integers("a", 1, 1, 1),
        node("Tile", "y", "x", "a"));
    files.add(
        "tile_of_fewer_axes",
        13,
        "541 the repeats [2] of 1x4",
        X,
        integers("a", 2),
        node("Tile", "y", "x", "a"));
    files.add(
        "tile_below_0",
        13,
        "541 the repeats [1, -2] of 1x4",
        X,
        integers("a", 1, -2),
        node("Tile", "y", "x", "a"));
    files.add(
        "pads_of_other_count",
        13,
        "541 the pads [1, 1] for 2 axes",
        X,
        integers("a", 1, 1),
        node("Pad", "y", "x", "a"));
    files.add(
        "pads_of_mode",
        13,
        "541 mode mirror",
        X,
        integers("a", 0, 1, 0, 1),
        nodeWith(text("mode", "mirror"), "Pad", "y", "x", "a"));
    files.add(
        "pads_that_cut_all",
        13,
        "541 an axis of -2 elements",
        X,
        integers("a", 0, -3, 0, -3),
        node("Pad", "y", "x", "a"));
    files.add(
        "pads_of_axes_twice",
        18,
        "541 the axes [1, 1], of which one is twice",
        X,
        integers("a", 1, 1, 1, 1),
        integers("b", 1, 1),
        node("Pad", "y", "x", "a", "", "b"));
    files.add(
        "depth_that_does_not_divide",
        13,
        "541 blocks of 2 times 2 of the channels of 1x2x8x8",
        MAP,
        nodeWith(integer("blocksize", 2), "DepthToSpace", "y", "x"));
    files.add(
        "depth_by_0",
        13,
        "541 blocksize of 0, and 1 is the least",
        MAP,
        nodeWith(integer("blocksize", 0), "DepthToSpace", "y", "x"));
    files.add(
        "depth_in_other_order",
        13,
        "541 the mode RCD, and it is DCR or CRD",
        value("input", "x", 1, 4, 2, 2),
        nodeWith(integer("blocksize", 2) + text("mode", "RCD"), "DepthToSpace", "y", "x"));
    files.add(
        "space_that_does_not_divide",
        13,
        "541 blocks of 3 times 3 of 1x2x8x8",
        MAP,
        nodeWith(integer("blocksize", 3), "SpaceToDepth", "y", "x"));
    files.add(
        "space_of_vectors",
        13,
        "541 blocks of 2 times 2 of 1x4",
        X,
        nodeWith(integer("blocksize", 2), "SpaceToDepth", "y", "x"));
    files.add(
        "flatten_beyond",
        13,
        "541 the axis 3 of a value of shape 1x4",
        X,
        nodeWith(integer("axis", 3), "Flatten", "y", "x"));
    files.add(
        "resize_to_nothing",
        13,
        "541 the sizes [1, 2, 0, 4] for 4 axes",
        MAP,
        integers("s", 1, 2, 0, 4),
        node("Resize", "y", "x", "", "", "s"));
    files.add(
        "resize_by_two_scales",
        13,
        "541 the scales [2.0, 2.0] for 4 axes",
        MAP,
        floats("s", new int[] {2}, 2, 2),
        node("Resize", "y", "x", "", "s"));
    files.add(
        "resize_by_no_number",
        13,
        "541 the scales [1.0, 1.0, NaN, 2.0] for 4 axes",
        MAP,
        floats("s", new int[] {4}, 1, 1, Double.NaN, 2),
        node("Resize", "y", "x", "", "s"));
    files.add(
        "resize_by_less_than_0",
        13,
        "541 the scales [1.0, 1.0, -2.0, 2.0] for 4 axes",
        MAP,
        floats("s", new int[] {4}, 1, 1, -2, 2),
        node("Resize", "y", "x", "", "s"));
    files.add("resize_by_nothing", 13, "540 input number 4", MAP, node("Resize", "y", "x"));
    files.add(
        "resize_by_both",
        13,
        "541 scales as well as sizes",
        MAP,
        floats("s", new int[] {4}, 1, 1, 2, 2),
        integers("n", 1, 2, 16, 16),
        node("Resize", "y", "x", "", "s", "n"));
    files.add(
        "resize_mode",
        13,
        "504 mode square",
        MAP,
        floats("s", new int[] {4}, 1, 1, 2, 2),
        nodeWith(text("mode", "square"), "Resize", "y", "x", "", "s"));
    files.add(
        "shape_below_0",
        13,
        "541 c: the shape [-3]",
        X,
        integers("s", -3),
        node("ConstantOfShape", "c", "s"),
        node("Add", "y", "x", "c"));
    files.add(
        "constant_of_two",
        13,
        "541 c: a value of 2 elements, and it takes one",
        X,
        integers("s", 4),
        nodeWith(
            "attribute { name: \"value\" t { data_type: 1 dims: 2 float_data: 1 float_data: 2 } } ",
            "ConstantOfShape",
            "c",
            "s"),
        node("Add", "y", "x", "c"));
    files.add(
        "constant_without_value",
        13,
        "540 c: the attribute value",
        X,
        node("Constant", "c"),
        node("Add", "y", "x", "c"));
    files.add(
        "triangle_of_vectors",
        14,
        "541 matrices, got 4",
        value("input", "x", 4),
        node("Trilu", "y", "x"));
  }
}
