package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.decimal;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.number;
import static dev.lathe.processor.testing.OnnxText.scalar;

import dev.lathe.processor.InvalidFiles.Invalid;

/** Recurrent layers over sequences, and spectra of signals, of figures that there are not. */
final class InvalidSequences {
  private static final int INT32 = 6;

  private InvalidSequences() {}

  static void add(InvalidFiles files) {
    recurrent(files.at(14).of(3, 1, 2));
    spectra(files.at(17).of(1, 8, 1));
    bands(files.at(17).of(1, 1, 4));
  }

  private static void recurrent(InvalidTable x) {
    InvalidTable lstm = x.with(floats("w", 1, 8, 2), floats("r", 1, 8, 2), floats("p", 1, 6));
    lstm.node("recurrent_clip_below_0", "LSTM", decimal("clip", -1), "w", "r")
        .gets("541 clip of -1.0, which is below 0");
    lstm.node("recurrent_clip_not_a_number", "LSTM", decimal("clip", Double.NaN), "w", "r")
        .gets("541 the attribute clip is no number");
    lstm.node("recurrent_layout_2", "LSTM", integer("layout", 2), "w", "r")
        .gets("541 the layout 2, and it is 0 or 1");
    String two = "attribute { name: \"activations\" strings: [\"Sigmoid\", \"Tanh\"] } ";
    lstm.node("recurrent_activations", "LSTM", two, "w", "r")
        .gets("541 2 activations for 1 directions, each of which has 3");
    String elu = "attribute { name: \"activations\" strings: [\"Elu\", \"Tanh\", \"Tanh\"] } ";
    String alpha = "attribute { name: \"activation_alpha\" floats: nan } ";
    lstm.node("recurrent_alphas", "LSTM", elu, alpha, "w", "r")
        .gets("541 the attribute activation_alpha is no number");
    lstm.node("recurrent_peepholes", "LSTM", "w", "r", "", "", "", "", floats("q", 1, 5))
        .gets("541 peepholes 1x5, not 1x6");
    for (long length : new long[] {-1, 4}) {
      lstm.node("sequence_length_" + length, "LSTM", "w", "r", "", lengths(length))
          .gets("541 a sequence of length " + length + " among 3 steps");
    }
    lstm.node("no_sequence_lengths", "LSTM", "w", "r", "", lengths())
        .gets("541 sequence lengths 0, not 1");
    x.of(3, 2)
        .node("reversed_too_long", "ReverseSequence", integers("n", 3, 5))
        .gets("541 a sequence of length 5 among 3 steps");
  }

  private static String lengths(long... lengths) {
    return integers("n", INT32, new int[] {lengths.length}, lengths);
  }

  private static void spectra(InvalidTable wave) {
    wave.of(1, 8, 2)
        .node("spectrum_onesided_of_complex", "DFT", integer("onesided", 1))
        .gets("541 half of a spectrum (onesided), which only real signals have, of 1x8x2");
    wave.node("spectrum_of_axis_7", "DFT", integer("axis", 7))
        .gets("541 the axis 7 of a value of shape 1x8x1");
    wave.at(20)
        .node("spectrum_along_no_number", "DFT", "", scalar("a", Double.NaN))
        .gets("541 its input a holds float, and has to hold int64");
    wave.of(1, 8, 3)
        .node("spectrum_of_triples", "DFT")
        .gets("541 the axis 1 of 1x8x3, whose last axis has to be another one, of 1 or 2 elements");
    wave.of().node("spectrum_of_scalar", "DFT").gets("541 the axis 1 of a value of shape scalar");
    wave.node("spectrum_of_length_0", "DFT", number("n", 0))
        .gets("541 dft_length of 0, and 1 is the least");
    wave.node("frames_by_matrix", "STFT", number("s", 2), floats("w", 2, 2))
        .gets("541 a window 2x2 for frames of 4");
    wave.node("frames_by_other_window", "STFT", number("s", 2), floats("w", 3), number("n", 4))
        .gets("541 a window 3 for frames of 4");
    wave.node("frames_of_step_0", "STFT", number("s", 0), floats("w", 4))
        .gets("541 frame_step of 0, and 1 is the least");
  }

  private static void bands(InvalidTable x) {
    double[][] edges = {{Double.NaN, 4000}, {4000, 100}, {-5, 4000}, {100, 9000}};
    for (double[] edge : edges) {
      String bands = "bands from %s to %s".formatted(edge[0], edge[1]);
      bands(x, bands, 8000, edge[0], edge[1])
          .gets("541 m: " + bands + " of a signal with 8000.0 samples a second");
    }
    bands(x, "bands_of_rate_0", 0, 0, 100)
        .gets("541 m: bands from 0.0 to 100.0 of a signal with 0.0 samples a second");
    x.graph(
            "window_of_many",
            number("n", 1L << 40),
            node("HannWindow", "w", "n"),
            node("ReduceSum", "s", "w"),
            node("Mul", "y", "x", "s"))
        .gets("504 w: an axis of 1,099,511,627,776 elements, of which 8,388,608 are the most");
  }

  /** Mel bands from one frequency to another, of a signal with the given samples a second. */
  private static Invalid bands(InvalidTable x, String name, long rate, double from, double to) {
    return x.graph(
        name,
        number("n", 4),
        number("l", 64),
        number("r", rate),
        scalar("a", from),
        scalar("b", to),
        node("MelWeightMatrix", "m", "n", "l", "r", "a", "b"),
        node("ReduceSum", "s", "m"),
        node("Mul", "y", "x", "s"));
  }
}
