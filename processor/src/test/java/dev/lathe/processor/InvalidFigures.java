package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.decimal;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;
import static dev.lathe.processor.testing.OnnxText.typed;
import static dev.lathe.processor.testing.OnnxText.value;

/** Figures that operators do not allow. */
final class InvalidFigures {
  private static final String X = value("input", "x", 1, 1, 4);
  private static final int[] SCALAR = {};

  private InvalidFigures() {}

  static void add(InvalidFiles files) {
    numbers(files);
    recurrent(files);
    spectra(files);
    choices(files);
  }

  private static String scalar(String name, double figure) {
    return floats(name, SCALAR, figure);
  }

  private static String number(String name, long figure) {
    return "initializer { name: \"%s\" data_type: 7 int64_data: %d }\n".formatted(name, figure);
  }

  private static void numbers(InvalidFiles files) {
    String bytes = typed("input", "x", 2, 4);
    files.add(
        "shift_by_the_width",
        11,
        "541 a shift of uint8 by 8 places",
        bytes,
        integers("n", 2, new int[] {1}, 8),
        nodeWith(text("direction", "LEFT"), "BitShift", "y", "x", "n"));
    files.add(
        "shift_to_nowhere",
        11,
        "541 the direction \"UP\", and it is LEFT or RIGHT",
        bytes,
        integers("n", 2, new int[] {1}, 1),
        nodeWith(text("direction", "UP"), "BitShift", "y", "x", "n"));
    files.add(
        "clip_at_no_number",
        13,
        "541 the bound a, which has to be one number, and is NaN",
        X,
        scalar("a", Double.NaN),
        node("Clip", "y", "x", "a"));
    files.add(
        "clip_by_many",
        13,
        "541 the bound a, which has to be one number, and is 4",
        X,
        floats("a", 4),
        node("Clip", "y", "x", "a"));
    for (double scale : new double[] {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      files.add(
          "scale_of_" + scale,
          13,
          "541 a scale of " + scale + " in s, which has to be positive and finite",
          X,
          scalar("s", scale),
          integers("z", 2, SCALAR, 3),
          node("QuantizeLinear", "y", "x", "s", "z"));
    }
    files.add(
        "scale_of_result",
        13,
        "541 a scale of 0.0 in t, which has to be positive and finite",
        typed("input", "x", 2, 2, 2),
        scalar("s", 1),
        scalar("t", 0),
        integers("z", 2, SCALAR, 3),
        node("QLinearMatMul", "y", "x", "s", "z", "x", "s", "z", "t", "z"));
    files.add(
        "scales_of_other_axis",
        13,
        "541 3 scales or zeros for the axis 1 of 1x1x4",
        X,
        floats("s", new int[] {3}, 1, 2, 3),
        node("QuantizeLinear", "y", "x", "s"));
    files.add(
        "sum_beyond_64_bits",
        13,
        "541 c: the result 18446744073709552000 of [int64 scalar, int64 scalar], which is beyond"
            + " 2^53, where integers end to be exact",
        X,
        number("a", Long.MAX_VALUE),
        number("b", 2),
        node("Mul", "c", "a", "b"),
        integers("one", 1),
        node("Reshape", "d", "c", "one"),
        node("Reshape", "y", "x", "d"));
    files.add(
        "range_of_step_0",
        13,
        "541 r: a range from 0.0 to 4.0 in steps of 0.0",
        X,
        scalar("a", 0),
        scalar("b", 4),
        node("Range", "r", "a", "b", "a"),
        node("Add", "y", "x", "r"));
    files.add(
        "range_of_many",
        13,
        "504 r: an axis of 1,000,000,000 elements, of which 8,388,608 are the most",
        X,
        scalar("a", 0),
        scalar("b", 1e9),
        scalar("c", 1),
        node("Range", "r", "a", "b", "c"),
        node("Add", "y", "x", "r"));
    files.add(
        "range_to_no_number",
        13,
        "541 r: a range from 0.0 to NaN in steps of 1.0",
        X,
        scalar("a", 0),
        scalar("b", Double.NaN),
        scalar("c", 1),
        node("Range", "r", "a", "b", "c"),
        node("Add", "y", "x", "r"));
    files.add(
        "ratio_above_1",
        13,
        "541 a ratio of 1.5",
        X,
        scalar("r", 1.5),
        node("Dropout", "y", "x", "r"));
    files.add(
        "norm_of_order_3",
        13,
        "541 p of 3, and it is 1 or 2",
        X,
        nodeWith(integer("p", 3), "LpNormalization", "y", "x"));
    files.add(
        "epsilon_below_0",
        13,
        "541 epsilon of -1.0, which is below 0",
        value("input", "x", 1, 2, 4),
        floats("s", 2),
        nodeWith(decimal("epsilon", -1), "InstanceNormalization", "y", "x", "s", "s"));
  }

  private static void recurrent(InvalidFiles files) {
    String lstm =
        value("input", "x", 3, 1, 2)
            + floats("w", 1, 8, 2)
            + floats("r", 1, 8, 2)
            + floats("p", 1, 6);
    files.add(
        "recurrent_clip_below_0",
        14,
        "541 clip of -1.0, which is below 0",
        lstm,
        nodeWith(decimal("clip", -1), "LSTM", "y", "x", "w", "r"));
    files.add(
        "recurrent_clip_not_a_number",
        14,
        "541 the attribute clip is no number",
        lstm,
        nodeWith(decimal("clip", Double.NaN), "LSTM", "y", "x", "w", "r"));
    files.add(
        "recurrent_layout_2",
        14,
        "541 the layout 2, and it is 0 or 1",
        lstm,
        nodeWith(integer("layout", 2), "LSTM", "y", "x", "w", "r"));
    files.add(
        "recurrent_activations",
        14,
        "541 2 activations for 1 directions, each of which has 3",
        lstm,
        nodeWith(
            "attribute { name: \"activations\" strings: \"Sigmoid\" strings: \"Tanh\" } ",
            "LSTM",
            "y",
            "x",
            "w",
            "r"));
    files.add(
        "recurrent_alphas",
        14,
        "541 the attribute activation_alpha is no number",
        lstm,
        nodeWith(
            "attribute { name: \"activations\" strings: \"Elu\" strings: \"Tanh\" strings: \"Tanh\""
                + " } attribute { name: \"activation_alpha\" floats: nan } ",
            "LSTM",
            "y",
            "x",
            "w",
            "r"));
    files.add(
        "recurrent_peepholes",
        14,
        "541 peepholes 1x5, not 1x6",
        lstm,
        floats("q", 1, 5),
        node("LSTM", "y", "x", "w", "r", "", "", "", "", "q"));
    for (long length : new long[] {-1, 4}) {
      files.add(
          "sequence_length_" + length,
          14,
          "541 a sequence of length " + length + " among 3 steps",
          lstm,
          integers("n", 6, new int[] {1}, length),
          node("LSTM", "y", "x", "w", "r", "", "n"));
    }
    files.add(
        "no_sequence_lengths",
        14,
        "541 sequence lengths 0, not 1",
        lstm,
        integers("n", 6, new int[] {0}),
        node("LSTM", "y", "x", "w", "r", "", "n"));
    files.add(
        "reversed_too_long",
        14,
        "541 a sequence of length 5 among 3 steps",
        value("input", "x", 3, 2),
        integers("n", 3, 5),
        node("ReverseSequence", "y", "x", "n"));
  }

  private static void spectra(InvalidFiles files) {
    String signal = value("input", "x", 1, 8, 1);
    files.add(
        "spectrum_onesided_of_complex",
        17,
        "541 half of a spectrum (onesided), which only real signals have, of 1x8x2",
        value("input", "x", 1, 8, 2),
        nodeWith(integer("onesided", 1), "DFT", "y", "x"));
    files.add(
        "spectrum_of_axis_7",
        17,
        "541 the axis 7 of a value of shape 1x8x1",
        signal,
        nodeWith(integer("axis", 7), "DFT", "y", "x"));
    files.add(
        "spectrum_along_no_number",
        20,
        "541 its input a holds float, and has to hold int64",
        signal,
        scalar("a", Double.NaN),
        node("DFT", "y", "x", "", "a"));
    files.add(
        "spectrum_of_triples",
        17,
        "541 the axis 1 of 1x8x3, whose last axis has to be another one, of 1 or 2 elements",
        value("input", "x", 1, 8, 3),
        node("DFT", "y", "x"));
    files.add(
        "spectrum_of_scalar",
        17,
        "541 the axis 1 of a value of shape scalar",
        value("input", "x"),
        node("DFT", "y", "x"));
    files.add(
        "spectrum_of_length_0",
        17,
        "541 dft_length of 0, and 1 is the least",
        signal,
        number("n", 0),
        node("DFT", "y", "x", "n"));
    files.add(
        "frames_by_matrix",
        17,
        "541 a window 2x2 for frames of 4",
        signal,
        number("s", 2),
        floats("w", 2, 2),
        node("STFT", "y", "x", "s", "w"));
    files.add(
        "frames_by_other_window",
        17,
        "541 a window 3 for frames of 4",
        signal,
        number("s", 2),
        floats("w", 3),
        number("n", 4),
        node("STFT", "y", "x", "s", "w", "n"));
    files.add(
        "frames_of_step_0",
        17,
        "541 frame_step of 0, and 1 is the least",
        signal,
        number("s", 0),
        floats("w", 4),
        node("STFT", "y", "x", "s", "w"));
    double[][] edges = {{Double.NaN, 4000}, {4000, 100}, {-5, 4000}, {100, 9000}};
    for (double[] edge : edges) {
      String bands = "bands from %s to %s".formatted(edge[0], edge[1]);
      files.add(
          bands,
          17,
          "541 m: " + bands + " of a signal with 8000.0 samples a second",
          X,
          number("n", 4),
          number("l", 64),
          number("r", 8000),
          scalar("a", edge[0]),
          scalar("b", edge[1]),
          node("MelWeightMatrix", "m", "n", "l", "r", "a", "b"),
          node("ReduceSum", "s", "m"),
          node("Mul", "y", "x", "s"));
    }
    files.add(
        "bands_of_rate_0",
        17,
        "541 m: bands from 0.0 to 100.0 of a signal with 0.0 samples a second",
        X,
        number("n", 4),
        number("l", 64),
        number("r", 0),
        scalar("a", 0),
        scalar("b", 100),
        node("MelWeightMatrix", "m", "n", "l", "r", "a", "b"),
        node("ReduceSum", "s", "m"),
        node("Mul", "y", "x", "s"));
    files.add(
        "window_of_many",
        17,
        "504 w: an axis of 1,099,511,627,776 elements, of which 8,388,608 are the most",
        X,
        number("n", 1L << 40),
        node("HannWindow", "w", "n"),
        node("ReduceSum", "s", "w"),
        node("Mul", "y", "x", "s"));
  }

  private static void choices(InvalidFiles files) {
    for (long k : new long[] {0, -1, 5}) {
      files.add(
          "largest_" + k,
          13,
          "541 k of " + k + ", for an axis of 4 elements",
          X,
          integers("k", k),
          node("TopK", "y,i", "x", "k"));
    }
    files.add(
        "largest_of_none",
        13,
        "541 one number, got 0 in k",
        X,
        integers("k"),
        node("TopK", "y,i", "x", "k"));
    files.add(
        "largest_of_two",
        13,
        "541 one number, got 2 in k",
        X,
        integers("k", 1, 2),
        node("TopK", "y,i", "x", "k"));
    files.add(
        "index_beyond",
        13,
        "541 the index 4 along an axis of 1",
        X,
        integers("n", 4),
        nodeWith(integer("axis", 1), "Gather", "y", "x", "n"));
    String one = integers("n", 6, new int[] {1, 2}, 0, 4);
    files.add(
        "element_beyond",
        13,
        "541 the index 4 along an axis of 1",
        X,
        one,
        nodeWith(integer("axis", 1), "GatherElements", "y", "x", "n"));
    files.add(
        "scatter_beyond",
        16,
        "541 a value 1x1x4 at indices 1x2",
        X,
        one,
        floats("u", 1, 2),
        nodeWith(integer("axis", 1), "ScatterElements", "y", "x", "n", "u"));
    files.add(
        "scatter_blocks_beyond",
        16,
        "541 the index 4 along an axis of 1",
        X,
        integers("n", 4),
        floats("u", 4),
        node("ScatterND", "y", "x", "n", "u"));
    String long3 = integers("n", 6, new int[] {3, 1}, 0, 0, 0);
    files.add(
        "elements_longer_than_data",
        13,
        "541 a value 1x1x4 at indices 3x1",
        X,
        long3,
        nodeWith(integer("axis", 1), "GatherElements", "y", "x", "n"));
    files.add(
        "scatter_longer_than_data",
        16,
        "541 a value 1x1x4 at indices 3x1",
        X,
        long3,
        floats("u", 3, 1),
        nodeWith(integer("axis", 1), "ScatterElements", "y", "x", "n", "u"));
    files.add(
        "computed_scatter_longer_than_data",
        16,
        "541 a value 1x1x4 at indices 3x1",
        X,
        typed("input", "n", 7, 3, 1),
        floats("u", 3, 1),
        nodeWith(integer("axis", 1), "ScatterElements", "y", "x", "n", "u"));
    files.add(
        "elements_of_other_rank",
        13,
        "541 a value 1x1x4 at indices 1",
        X,
        integers("n", 0),
        node("GatherElements", "y", "x", "n"));
    files.add(
        "updates_of_other_shape",
        16,
        "541 a value 1x1x4 at indices 1x2",
        X,
        one,
        floats("u", 2, 1),
        nodeWith(integer("axis", 1), "ScatterElements", "y", "x", "n", "u"));
    files.add(
        "gather_of_deep_tuples",
        13,
        "541 a value 1x1x4 at indices 4",
        X,
        integers("n", 0, 0, 0, 0),
        node("GatherND", "y", "x", "n"));
    files.add(
        "hot_without_values",
        13,
        "541 values 1: it takes one for off and one for on",
        typed("input", "x", 7, 4),
        number("d", 3),
        floats("v", 1),
        node("OneHot", "y", "x", "d", "v"));
    files.add(
        "hot_at_axis_9",
        13,
        "541 the axis 9 of a result of 2 axes",
        typed("input", "x", 7, 4),
        number("d", 3),
        floats("v", 2),
        nodeWith(integer("axis", 9), "OneHot", "y", "x", "d", "v"));
    files.add(
        "reduction_by_median",
        16,
        "541 a value 1x1x4 at indices 1x2",
        X,
        integers("n", 6, new int[] {1, 2}, 0, 1),
        floats("u", 1, 2),
        nodeWith(text("reduction", "median"), "ScatterElements", "y", "x", "n", "u"));
    files.add(
        "condition_too_long",
        13,
        "541 a condition 6 for an axis of 1",
        X,
        integers("c", 9, new int[] {6}, 1, 0, 1, 0, 1, 1),
        nodeWith(integer("axis", 1), "Compress", "y", "x", "c"));
    files.add(
        "places_of_maxima_beyond",
        13,
        "541 the place 99 in a map 1x1x4x4",
        value("input", "x", 1, 1, 2, 2),
        "initializer { name: \"n\" dims: 1 dims: 1 dims: 2 dims: 2 data_type: 7 int64_data: [0, 1,"
            + " 2, 99] }",
        nodeWith(ints("kernel_shape", 2, 2) + ints("strides", 2, 2), "MaxUnpool", "y", "x", "n"));
  }
}
