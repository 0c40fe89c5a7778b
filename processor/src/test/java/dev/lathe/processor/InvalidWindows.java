package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;
import static dev.lathe.processor.testing.OnnxText.value;

/** Windows of convolutions and poolings that do not fit what they are of. */
final class InvalidWindows {
  private static final String MAP = value("input", "x", 1, 2, 8, 8);
  private static final String X = value("input", "x", 1, 4);

  private InvalidWindows() {}

  static void add(InvalidFiles files) {
    convolutions(files);
    poolings(files);
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
}
