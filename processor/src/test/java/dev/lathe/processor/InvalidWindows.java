package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.text;

/** Windows of convolutions and poolings that do not fit what they are of. */
final class InvalidWindows {
  private InvalidWindows() {}

  static void add(InvalidFiles files) {
    InvalidTable map = files.at(13).of(1, 2, 8, 8);
    convolutions(map);
    poolings(map);
    normalisations(map);
  }

  private static void convolutions(InvalidTable map) {
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
      map.node("Conv: " + name, "Conv", window[0], w).gets(name);
      map.node("ConvTranspose: " + name, "ConvTranspose", window[0], transposed).gets(name);
    }
    for (int groups : new int[] {3, 0, -1}) {
      String weights = "541 a weight %s for 1x2x8x8 in " + groups + " groups";
      map.node("groups_" + groups, "Conv", integer("group", groups), w)
          .gets(weights.formatted("4x2x3x3"));
      map.node("transposed_groups_" + groups, "ConvTranspose", integer("group", groups), transposed)
          .gets(weights.formatted("2x4x3x3"));
    }
    map.node("dilated_beyond_map", "Conv", ints("dilations", 100, 100), w)
        .gets(
            "505 a kernel of 3x3 cells, dilation 100x100, between padding of 0x0 and 0x0, does not"
                + " fit 2x8x8, of x float 1x2x8x8, w float 4x2x3x3");
    map.of(1, 4)
        .node("convolution_of_vectors", "Conv", floats("w", 4, 4))
        .gets("541 a weight 4x4 for 1x4 in 1 groups");
    map.node("convolution_of_other_rank", "Conv", floats("w", 4, 2, 3))
        .gets("541 a weight 4x2x3 for 1x2x8x8 in 1 groups");
    map.node("convolution_of_other_channels", "Conv", floats("w", 4, 3, 3, 3))
        .gets("541 a weight 4x3x3x3 for 1x2x8x8 in 1 groups");
    map.node("bias_of_other_channels", "Conv", w, floats("b", 3)).gets("541 a bias 3 for 4 maps");
    map.node("bias_as_map", "Conv", w, floats("b", 4, 1)).gets("541 a bias 4x1 for 4 maps");
    map.node("transposed_bias", "ConvTranspose", transposed, floats("b", 3))
        .gets("541 a bias 3 for 4 maps");
    map.node("transposed_output_padding", "ConvTranspose", ints("output_padding", 5, 5), transposed)
        .gets("541 output_padding [5, 5], and has to be below the stride [1, 1]");
    map.node("weights_without_filters", "Conv", floats("w", 0, 2, 3, 3))
        .gets("541 a weight 0x2x3x3");
  }

  private static void poolings(InvalidTable map) {
    String kernel = ints("kernel_shape", 2, 2);
    map.node("pool_without_kernel", "MaxPool").gets("540 the attribute kernel_shape");
    map.node("pool_of_kernel_0", "MaxPool", ints("kernel_shape", 0, 2))
        .gets("541 kernel_shape of 0, and 1 is the least");
    map.node("pool_of_three_axes", "AveragePool", ints("kernel_shape", 2, 2, 2))
        .gets("541 a kernel [2, 2, 2] over 1x2x8x8");
    map.node("pool_beyond_map", "MaxPool", ints("kernel_shape", 9, 9))
        .gets(
            "505 a kernel of 9x9 cells, dilation 1x1, between padding of 0x0 and 0x0, does not fit"
                + " 2x8x8, of x float 1x2x8x8");
    map.node("pool_padded_by_kernel", "MaxPool", kernel, ints("pads", 2, 2, 2, 2))
        .gets("541 pads [2, 2, 2, 2], which hold a window of 2 cells");
    map.node("pool_of_norm_0", "LpPool", kernel, integer("p", 0))
        .gets("541 p of 0.0, and it has to be positive");
    map.node("pool_in_columns_of_columns", "MaxPool", kernel, integer("storage_order", 2))
        .gets("541 storage_order 2, and it is 0 or 1");
    map.node("pool_of_another_ceil_mode", "MaxPool", kernel, integer("ceil_mode", 7))
        .gets("541 the attribute ceil_mode is 7, neither 0 nor 1");
    map.of().node("global_pool_of_scalar", "GlobalAveragePool").gets("541 a map, got scalar");
    map.node("unpool_of_other_places", "MaxUnpool", kernel, integers("n", 0, 1))
        .gets("505 a value of shape 2 cannot have the shape 1x128, of x float 1x2x8x8, n int64 2");
  }

  private static void normalisations(InvalidTable map) {
    map.node("normalised_by_other_channels", "BatchNormalization", floats("s", 3), "s", "s", "s")
        .gets(
            "505 a value of shape 3 cannot have the shape 2x1x1, of x float 1x2x8x8, s float 3, s"
                + " float 3, s float 3, s float 3");
    map.at(18)
        .node(
            "groups_that_do_not_divide",
            "GroupNormalization",
            integer("num_groups", 3),
            floats("s", 2),
            "s")
        .gets("541 3 groups of the channels of 1x2x8x8");
    map.node("response_of_size_0", "LRN", integer("size", 0))
        .gets("541 size of 0, and 1 is the least");
    map.node("slopes_of_other_channels", "PRelu", floats("s", 5))
        .gets("505 the shapes [5, 1x2x8x8] do not broadcast, of x float 1x2x8x8, s float 5");
    map.at(17)
        .node("layer_scale_of_other_size", "LayerNormalization", floats("s", 3))
        .gets("505 the shapes [3, 1x2x8x8] do not broadcast, of x float 1x2x8x8, s float 3");
  }
}
