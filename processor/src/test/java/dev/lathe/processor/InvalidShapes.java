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

/** Windows and shapes that do not fit what they are of. */
final class InvalidShapes {
  private static final String MAP = value("input", "x", 1, 2, 8, 8);
  private static final String X = value("input", "x", 1, 4);

  private InvalidShapes() {}

  static void add(InvalidFiles files) {
    convolutions(files);
    poolings(files);
    movements(files);
    sums(files);
  }

  private static void convolutions(InvalidFiles files) {
    String w = floats("w", 4, 2, 3, 3);
    String transposed = floats("w", 2, 4, 3, 3);
    String[][] windows = {
      {ints("strides", -1, 1), "541 strides of -1, and 1 is the least"},
      {ints("strides", 0, 1), "541 strides of 0, and 1 is the least"},
      {ints("strides", 1), "541 strides [1] for 2 axes"},
      {ints("dilations", -2, 1), "541 dilations of -2, and 1 is the least"},
      {ints("pads", 1, 1, 1), "541 pads [1, 1, 1] for 4 axes"},
      {ints("pads", 0, 0, -1, 0), "541 pads of -1, and 0 is the least"},
      {ints("pads", 1 << 30, 0, 0, 0), "504 pads of 1,073,741,824, and 8,388,608 is the most"},
      {ints("kernel_shape", 5, 5), "541 kernel_shape [5, 5], and the weight's kernel is [3, 3]"},
      {text("auto_pad", "SAME"), "541 auto_pad SAME"}
    };
    for (String[] window : windows) {
      String name = window[1];
      files.add("Conv: " + name, 13, name, MAP, w, nodeWith(window[0], "Conv", "y", "x", "w"));
      files.add(
          "ConvTranspose: " + name,
          13,
          name,
          MAP,
          transposed,
          nodeWith(window[0], "ConvTranspose", "y", "x", "w"));
    }
    for (int groups : new int[] {3, 0, -1}) {
      String weights = "541 a weight %s for 1x2x8x8 in " + groups + " groups";
      files.add(
          "groups_" + groups,
          13,
          weights.formatted("4x2x3x3"),
          MAP,
          w,
          nodeWith(integer("group", groups), "Conv", "y", "x", "w"));
      files.add(
          "transposed_groups_" + groups,
          13,
          weights.formatted("2x4x3x3"),
          MAP,
          transposed,
          nodeWith(integer("group", groups), "ConvTranspose", "y", "x", "w"));
    }
    files.add(
        "dilated_beyond_map",
        13,
        "505 a kernel of 3x3 cells, dilation 100x100, between padding of 0x0 and 0x0, does not fit"
            + " 2x8x8, of x float 1x2x8x8, w float 4x2x3x3",
        MAP,
        w,
        nodeWith(ints("dilations", 100, 100), "Conv", "y", "x", "w"));
    files.add(
        "convolution_of_vectors",
        13,
        "541 a weight 4x4 for 1x4 in 1 groups",
        X,
        floats("w", 4, 4),
        node("Conv", "y", "x", "w"));
    files.add(
        "convolution_of_other_rank",
        13,
        "541 a weight 4x2x3 for 1x2x8x8 in 1 groups",
        MAP,
        floats("w", 4, 2, 3),
        node("Conv", "y", "x", "w"));
    files.add(
        "convolution_of_other_channels",
        13,
        "541 a weight 4x3x3x3 for 1x2x8x8 in 1 groups",
        MAP,
        floats("w", 4, 3, 3, 3),
        node("Conv", "y", "x", "w"));
    files.add(
        "bias_of_other_channels",
        13,
        "541 a bias 3 for 4 maps",
        MAP,
        w,
        floats("b", 3),
        node("Conv", "y", "x", "w", "b"));
    files.add(
        "bias_as_map",
        13,
        "541 a bias 4x1 for 4 maps",
        MAP,
        w,
        floats("b", 4, 1),
        node("Conv", "y", "x", "w", "b"));
    files.add(
        "transposed_bias",
        13,
        "541 a bias 3 for 4 maps",
        MAP,
        floats("w", 2, 4, 3, 3),
        floats("b", 3),
        node("ConvTranspose", "y", "x", "w", "b"));
    files.add(
        "transposed_output_padding",
        13,
        "541 output_padding [5, 5], and has to be below the stride [1, 1]",
        MAP,
        transposed,
        nodeWith(ints("output_padding", 5, 5), "ConvTranspose", "y", "x", "w"));
    files.add(
        "weights_without_filters",
        13,
        "541 a weight 0x2x3x3",
        MAP,
        floats("w", 0, 2, 3, 3),
        node("Conv", "y", "x", "w"));
  }

  private static void poolings(InvalidFiles files) {
    String kernel = ints("kernel_shape", 2, 2);
    files.add(
        "pool_without_kernel",
        13,
        "540 the attribute kernel_shape",
        MAP,
        node("MaxPool", "y", "x"));
    files.add(
        "pool_of_kernel_0",
        13,
        "541 kernel_shape of 0, and 1 is the least",
        MAP,
        nodeWith(ints("kernel_shape", 0, 2), "MaxPool", "y", "x"));
    files.add(
        "pool_of_three_axes",
        13,
        "541 a kernel [2, 2, 2] over 1x2x8x8",
        MAP,
        nodeWith(ints("kernel_shape", 2, 2, 2), "AveragePool", "y", "x"));
    files.add(
        "pool_beyond_map",
        13,
        "505 a kernel of 9x9 cells, dilation 1x1, between padding of 0x0 and 0x0, does not fit"
            + " 2x8x8, of x float 1x2x8x8",
        MAP,
        nodeWith(ints("kernel_shape", 9, 9), "MaxPool", "y", "x"));
    files.add(
        "pool_padded_by_kernel",
        13,
        "541 pads [2, 2, 2, 2], which hold a window of 2 cells",
        MAP,
        nodeWith(kernel + ints("pads", 2, 2, 2, 2), "MaxPool", "y", "x"));
    files.add(
        "pool_of_norm_0",
        13,
        "541 p of 0.0, and it has to be positive",
        MAP,
        nodeWith(kernel + integer("p", 0), "LpPool", "y", "x"));
    files.add(
        "pool_in_columns_of_columns",
        13,
        "541 storage_order 2, and it is 0 or 1",
        MAP,
        nodeWith(kernel + integer("storage_order", 2), "MaxPool", "y", "x"));
    files.add(
        "global_pool_of_scalar",
        13,
        "541 a map, got scalar",
        value("input", "x"),
        node("GlobalAveragePool", "y", "x"));
    files.add(
        "unpool_of_other_places",
        13,
        "505 a value of shape 2 cannot have the shape 1x128, of x float 1x2x8x8, n int64 2",
        MAP,
        integers("n", 0, 1),
        nodeWith(kernel, "MaxUnpool", "y", "x", "n"));
    files.add(
        "normalised_by_other_channels",
        13,
        "505 a value of shape 3 cannot have the shape 2x1x1, of x float 1x2x8x8, s float 3, s float"
            + " 3, s float 3, s float 3",
        MAP,
        floats("s", 3),
        node("BatchNormalization", "y", "x", "s", "s", "s", "s"));
    files.add(
        "groups_that_do_not_divide",
        18,
        "541 3 groups of the channels of 1x2x8x8",
        MAP,
        floats("s", 2),
        nodeWith(integer("num_groups", 3), "GroupNormalization", "y", "x", "s", "s"));
    files.add(
        "response_of_size_0",
        13,
        "541 size of 0, and 1 is the least",
        MAP,
        nodeWith(integer("size", 0), "LRN", "y", "x"));
    files.add(
        "slopes_of_other_channels",
        13,
        "505 the shapes [5, 1x2x8x8] do not broadcast, of x float 1x2x8x8, s float 5",
        MAP,
        floats("s", 5),
        node("PRelu", "y", "x", "s"));
    files.add(
        "layer_scale_of_other_size",
        17,
        "505 the shapes [3, 1x2x8x8] do not broadcast, of x float 1x2x8x8, s float 3",
        MAP,
        floats("s", 3),
        node("LayerNormalization", "y", "x", "s"));
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

  private static void sums(InvalidFiles files) {
    files.add(
        "broadcast",
        13,
        "505 the shapes [1x4, 3] do not broadcast, of x float 1x4, w float 3",
        X,
        floats("w", 3),
        node("Add", "y", "x", "w"));
    files.add(
        "broadcast_many",
        13,
        "505 the shapes [1x4, 3] do not broadcast, of x float 1x4, x float 1x4, w float 3",
        X,
        floats("w", 3),
        node("Max", "y", "x", "x", "w"));
    files.add(
        "matrices",
        13,
        "541 the product of 1x4 and 5x3",
        X,
        floats("w", 5, 3),
        node("MatMul", "y", "x", "w"));
    files.add(
        "matrix_of_scalar",
        13,
        "541 the product of 1x4 and scalar",
        X,
        floats("w", new int[0], 3),
        node("MatMul", "y", "x", "w"));
    files.add(
        "gemm", 13, "541 a weight 3x5 for 1x4", X, floats("w", 5, 3), node("Gemm", "y", "x", "w"));
    files.add(
        "gemm_turned",
        13,
        "541 a weight 3x5 for 1x4",
        X,
        floats("w", 3, 5),
        nodeWith(integer("transB", 1), "Gemm", "y", "x", "w"));
    files.add(
        "gemm_bias",
        13,
        "505 the shapes [5, 1x3] do not broadcast, of x float 1x4, w float 4x3, b float 5",
        X,
        floats("w", 4, 3),
        floats("b", 5),
        node("Gemm", "y", "x", "w", "b"));
    files.add(
        "gemm_bias_that_grows",
        13,
        "541 a value 2x3 does not stretch to 1x3",
        X,
        floats("w", 4, 3),
        floats("b", 2, 3),
        node("Gemm", "y", "x", "w", "b"));
    files.add(
        "einsum_letters",
        13,
        "541 3 axes for 1x4",
        X,
        nodeWith(text("equation", "abc->a"), "Einsum", "y", "x"));
    files.add(
        "einsum_extents",
        13,
        "541 the letter b for axes of 3 and of 4 elements",
        X,
        floats("w", 3, 5),
        nodeWith(text("equation", "ab,bc->ac"), "Einsum", "y", "x", "w"));
    files.add(
        "einsum_result",
        13,
        "541 the axes az of a",
        X,
        nodeWith(text("equation", "ab->az"), "Einsum", "y", "x"));
    files.add(
        "einsum_digits",
        13,
        "541 the equation \"a1->a\"",
        X,
        nodeWith(text("equation", "a1->a"), "Einsum", "y", "x"));
    files.add(
        "reduce_axes_twice",
        18,
        "541 the axes [1, 1], of which one is twice",
        X,
        integers("a", 1, 1),
        node("ReduceSum", "y", "x", "a"));
    files.add(
        "reduce_axis",
        13,
        "541 the axis 4 of a value of shape 1x4",
        X,
        nodeWith(ints("axes", 4), "ReduceMax", "y", "x"));
    files.add(
        "softmax_axis",
        13,
        "541 the axis -3 of a value of shape 1x4",
        X,
        nodeWith(integer("axis", -3), "Softmax", "y", "x"));
    files.add(
        "sum_axis",
        13,
        "541 the axis 2 of a value of shape 1x4",
        X,
        integers("a", 6, new int[0], 2),
        node("CumSum", "y", "x", "a"));
    files.add(
        "loss_of_other_labels",
        13,
        "505 a value of shape 3 cannot have the shape 2x1, of x float 2x4, l int64 3",
        value("input", "x", 2, 4),
        integers("l", 0, 1, 2),
        node("NegativeLogLikelihoodLoss", "y", "x", "l"));
    files.add(
        "loss_of_label_beyond",
        13,
        "541 the label 9 of 4 classes",
        value("input", "x", 2, 4),
        integers("l", 0, 9),
        node("NegativeLogLikelihoodLoss", "y", "x", "l"));
    files.add(
        "regions",
        16,
        "541 regions 1x3 of images 1 of a map 1x2x8x8",
        MAP,
        floats("r", 1, 3),
        integers("n", 0),
        node("RoiAlign", "y", "x", "r", "n"));
    files.add(
        "regions_without_images",
        16,
        "541 regions 2x4 of images 1 of a map 1x2x8x8",
        MAP,
        floats("r", 2, 4),
        integers("n", 0),
        node("RoiAlign", "y", "x", "r", "n"));
    files.add(
        "grid",
        16,
        "541 a map 1x2x8x8 at places 2x3x3x2",
        MAP,
        floats("g", 2, 3, 3, 2),
        node("GridSample", "y", "x", "g"));
    files.add(
        "columns",
        18,
        "541 columns 1x5x9 of blocks [2, 2] in an image [4, 4]",
        value("input", "x", 1, 5, 9),
        integers("i", 4, 4),
        integers("b", 2, 2),
        node("Col2Im", "y", "x", "i", "b"));
  }
}
