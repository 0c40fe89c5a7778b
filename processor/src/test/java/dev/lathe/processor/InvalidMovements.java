package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import java.util.Arrays;

/** Movements of elements to shapes, axes and places that there are not. */
final class InvalidMovements {
  private static final int INT32 = 6;

  private InvalidMovements() {}

  static void add(InvalidFiles files) {
    InvalidTable x = files.at(13).of(1, 4);
    InvalidTable map = x.of(1, 2, 8, 8);
    shapes(x);
    splits(x.outputs("y,z"));
    joins(x);
    axes(x);
    slices(x);
    blocks(map);
    resizes(map);
    constants(x);
  }

  private static void shapes(InvalidTable x) {
    long[][] shapes = {{-1, -1}, {3}, {-1, 3}, {-2, 2}, {0, 0, 0}, {1L << 40, 1}, {4, -1, 0, 1}};
    for (long[] shape : shapes) {
      String list = Arrays.toString(shape);
      x.node("reshape_to_" + list, "Reshape", integers("s", shape))
          .gets("541 the shape " + list + " for 1x4");
    }
    x.node("reshape_to_many", "Reshape", integers("s", 65536, 65536, 0))
        .gets("505 4294967296 elements, more than an array has, of x float 1x4, s int64 3");
    x.at(14)
        .node("reshape_open_beside_0", "Reshape", integer("allowzero", 1), integers("s", -1, 0))
        .gets("541 the shape [-1, 0] for 1x4");
    x.node("reshape_by_matrix", "Reshape", integers("s", INT32, new int[] {1, 2}, 2, 2))
        .gets("541 its input s holds int32, and has to hold int64");
    x.node("expand", "Expand", integers("s", 3, 3))
        .gets("505 the shapes [1x4, 3x3] do not broadcast, of x float 1x4, s int64 2");
    x.node("expand_below_0", "Expand", integers("s", -1, 4)).gets("541 the shape [-1, 4]");
  }

  private static void splits(InvalidTable x) {
    x.node("split_sum", "Split", integer("axis", 1), integers("s", 2, 3))
        .gets("541 the parts [2, 3], of which there are to be 2, for an axis of 4 elements");
    x.node("split_less", "Split", integer("axis", 1), integers("s", 1, 1))
        .gets("541 the parts [1, 1], of which there are to be 2, for an axis of 4 elements");
    x.node("split_below_0", "Split", integer("axis", 1), integers("s", 5, -1))
        .gets("541 an axis of -1 elements");
    x.node("split_count", "Split", integer("axis", 1), integers("s", 4))
        .gets("541 the parts [4], of which there are to be 2, for an axis of 4 elements");
    x.of(1, 5)
        .node("split_unequal", "Split", integer("axis", 1))
        .gets("541 2 equal parts of an axis of 5 elements");
    x.at(18)
        .node("split_num_outputs", "Split", integer("axis", 1), integer("num_outputs", 3))
        .gets("541 num_outputs of 3 for 2 outputs");
  }

  private static void joins(InvalidTable x) {
    x.node("concat", "Concat", integer("axis", 0), floats("w", 2, 3))
        .gets("505 [1x4, 2x3] do not fit together along axis 0, of x float 1x4, w float 2x3");
    x.node("concat_ranks", "Concat", integer("axis", 0), floats("w", 4))
        .gets("505 [1x4, 4] do not fit together along axis 0, of x float 1x4, w float 4");
    x.node("concat_axis", "Concat", integer("axis", 5), "x")
        .gets("541 the axis 5 of a value of shape 1x4");
    x.node("concat_of_nothing_and_more", "Concat", integer("axis", 0), floats("w", 0, 3))
        .gets("505 [1x4, 0x3] do not fit together along axis 0, of x float 1x4, w float 0x3");
    x.graph("concat_of_none", nodeWith(integer("axis", 0), "Concat", "y"))
        .gets("540 input number 1");
  }

  private static void axes(InvalidTable x) {
    x.node("squeeze_of_4", "Squeeze", integers("a", 1))
        .gets("541 the axis 1 of 1x4, which has more than one element");
    x.node("squeeze_twice", "Squeeze", integers("a", 0, -2))
        .gets("541 the axes [0, -2], of which one is twice");
    x.node("unsqueeze_twice", "Unsqueeze", integers("a", 1, 1))
        .gets("541 the axes [1, 1] of a result of 4 axes");
    x.node("unsqueeze_beyond", "Unsqueeze", integers("a", 9))
        .gets("541 the axes [9] of a result of 3 axes");
    x.node("perm_twice", "Transpose", ints("perm", 0, 0))
        .gets("541 the axes [0, 0], of which one is twice");
    x.node("perm_of_three", "Transpose", ints("perm", 0, 1, 2))
        .gets("541 the axis 2 of a value of shape 1x4");
    x.node("perm_of_one", "Transpose", ints("perm", 0)).gets("541 perm [0] for 1x4");
    x.node("flatten_beyond", "Flatten", integer("axis", 3))
        .gets("541 the axis 3 of a value of shape 1x4");
    x.at(14).of(4).node("triangle_of_vectors", "Trilu").gets("541 matrices, got 4");
  }

  private static void slices(InvalidTable x) {
    x.node("slice_step_0", "Slice", integers("a", 0), integers("b", 4), "a", "a")
        .gets("541 a step of 0");
    x.node("slice_axes_twice", "Slice", integers("a", 0, 0), integers("b", 1, 1), "b")
        .gets("541 the axes [1, 1], of which one is twice");
    x.node("slice_of_other_counts", "Slice", integers("a", 0), integers("b", 1, 2))
        .gets(
            "541 starts [0], ends [1, 2], axes [0] and steps [1], of which each has to have one an"
                + " axis");
    x.node("slice_of_more_axes", "Slice", integers("a", 0, 0, 0), "a")
        .gets("541 the axis 2 of a value of shape 1x4");
    x.node("tile_of_more_axes", "Tile", integers("a", 1, 1, 1))
        .gets("541 the repeats [1, 1, 1] of 1x4");
    x.node("tile_of_fewer_axes", "Tile", integers("a", 2)).gets("541 the repeats [2] of 1x4");
    x.node("tile_below_0", "Tile", integers("a", 1, -2)).gets("541 the repeats [1, -2] of 1x4");
    x.node("pads_of_other_count", "Pad", integers("a", 1, 1))
        .gets("541 the pads [1, 1] for 2 axes");
    x.node("pads_of_mode", "Pad", text("mode", "mirror"), integers("a", 0, 1, 0, 1))
        .gets("541 mode mirror");
    x.node("pads_that_cut_all", "Pad", integers("a", 0, -3, 0, -3))
        .gets("541 an axis of -2 elements");
    x.at(18)
        .node("pads_of_axes_twice", "Pad", integers("a", 1, 1, 1, 1), "", integers("b", 1, 1))
        .gets("541 the axes [1, 1], of which one is twice");
  }

  private static void blocks(InvalidTable map) {
    map.node("depth_that_does_not_divide", "DepthToSpace", integer("blocksize", 2))
        .gets("541 blocks of 2 times 2 of the channels of 1x2x8x8");
    map.node("depth_by_0", "DepthToSpace", integer("blocksize", 0))
        .gets("541 blocksize of 0, and 1 is the least");
    map.of(1, 4, 2, 2)
        .node("depth_in_other_order", "DepthToSpace", integer("blocksize", 2), text("mode", "RCD"))
        .gets("541 the mode RCD, and it is DCR or CRD");
    map.node("space_that_does_not_divide", "SpaceToDepth", integer("blocksize", 3))
        .gets("541 blocks of 3 times 3 of 1x2x8x8");
    map.of(1, 4)
        .node("space_of_vectors", "SpaceToDepth", integer("blocksize", 2))
        .gets("541 blocks of 2 times 2 of 1x4");
  }

  private static void resizes(InvalidTable map) {
    map.node("resize_to_nothing", "Resize", "", "", integers("s", 1, 2, 0, 4))
        .gets("541 the sizes [1, 2, 0, 4] for 4 axes");
    map.node("resize_by_two_scales", "Resize", "", scales(2, 2))
        .gets("541 the scales [2.0, 2.0] for 4 axes");
    map.node("resize_by_no_number", "Resize", "", scales(1, 1, Double.NaN, 2))
        .gets("541 the scales [1.0, 1.0, NaN, 2.0] for 4 axes");
    map.node("resize_by_less_than_0", "Resize", "", scales(1, 1, -2, 2))
        .gets("541 the scales [1.0, 1.0, -2.0, 2.0] for 4 axes");
    map.node("resize_by_nothing", "Resize").gets("540 input number 4");
    map.node("resize_by_both", "Resize", "", scales(1, 1, 2, 2), integers("n", 1, 2, 16, 16))
        .gets("541 scales as well as sizes");
    map.node("resize_mode", "Resize", text("mode", "square"), "", scales(1, 1, 2, 2))
        .gets("504 mode square");
  }

  private static String scales(double... scales) {
    return floats("s", new int[] {scales.length}, scales);
  }

  private static void constants(InvalidTable x) {
    x.graph(
            "shape_below_0",
            integers("s", -3),
            node("ConstantOfShape", "c", "s"),
            node("Add", "y", "x", "c"))
        .gets("541 c: the shape [-3]");
    x.graph(
            "constant_of_two",
            integers("s", 4),
            nodeWith(
                "attribute { name: \"value\" t { data_type: 1 dims: 2 float_data: 1 float_data: 2 }"
                    + " } ",
                "ConstantOfShape",
                "c",
                "s"),
            node("Add", "y", "x", "c"))
        .gets("541 c: a value of 2 elements, and it takes one");
    x.graph("constant_without_value", node("Constant", "c"), node("Add", "y", "x", "c"))
        .gets("540 c: the attribute value");
  }
}
