package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;

/** Recurrent layers in all their forms, against loops over steps, sequences and units. */
final class OnnxRecurrentCases {
  private static final int STEPS = 4;
  private static final int IMAGES = 3;
  private static final int INPUTS = 2;
  private static final int HIDDEN = 5;
  private static final int[] LENGTHS = {4, 1, 3};

  private final String kind;
  private final int gates;
  private final boolean reset;
  private final boolean coupled;
  private final String direction;
  private final double clip;

  private OnnxRecurrentCases(
      String kind, int gates, String direction, boolean reset, boolean coupled, double clip) {
    this.kind = kind;
    this.gates = gates;
    this.direction = direction;
    this.reset = reset;
    this.coupled = coupled;
    this.clip = clip;
  }

  static void add(OnnxEdgeCases cases) {
    for (String direction : new String[] {"forward", "reverse", "bidirectional"}) {
      for (boolean lengths : new boolean[] {false, true}) {
        new OnnxRecurrentCases("RNN", 1, direction, false, false, 9).add(cases, lengths, false);
        new OnnxRecurrentCases("GRU", 3, direction, lengths, false, 9).add(cases, lengths, true);
        new OnnxRecurrentCases("LSTM", 4, direction, false, false, 9).add(cases, lengths, true);
      }
    }
    new OnnxRecurrentCases("LSTM", 4, "forward", false, true, 0.3).add(cases, false, false);
    new OnnxRecurrentCases("GRU", 3, "forward", false, false, 0.2).add(cases, false, false);
  }

  private int directions() {
    return direction.equals("bidirectional") ? 2 : 1;
  }

  private void add(OnnxEdgeCases cases, boolean lengths, boolean starts) {
    int d = directions();
    Values x = Values.input(STEPS, IMAGES, INPUTS);
    boolean lstm = kind.equals("LSTM");
    String stored =
        floats("w", d, gates * HIDDEN, INPUTS)
            + floats("r", d, gates * HIDDEN, HIDDEN)
            + floats("b", d, 2 * gates * HIDDEN)
            + (lengths ? integers("lengths", 6, new int[] {3}, 4, 1, 3) : "")
            + (starts ? floats("h", d, IMAGES, HIDDEN) : "")
            + (starts && lstm ? floats("c", d, IMAGES, HIDDEN) : "")
            + (starts && lstm ? floats("p", d, 3 * HIDDEN) : "");
    String attributes =
        integer("hidden_size", HIDDEN)
            + text("direction", direction)
            + (reset ? integer("linear_before_reset", 1) : "")
            + (coupled ? integer("input_forget", 1) : "")
            + (clip < 9 ? "attribute { name: \"clip\" type: 1 f: %s } ".formatted(clip) : "");
    String node =
        nodeWith(
            attributes,
            kind,
            lstm ? "y,y1,y2" : "y,y1",
            "x",
            "w",
            "r",
            "b",
            lengths ? "lengths" : "",
            starts ? "h" : "",
            starts && lstm ? "c" : "",
            starts && lstm ? "p" : "");
    String name =
        "%s_%s%s%s".formatted(kind, direction, lengths ? "_lengths" : "", clip < 9 ? "_clip" : "");
    Result result = run(x, lengths, starts);
    Values[] outputs = {result.all, result.last, result.cell};
    cases.add(name, 14, x, stored + node, java.util.Arrays.copyOf(outputs, lstm ? 3 : 2));
  }

  /** What the layer gives. */
  private record Result(Values all, Values last, Values cell) {}

  private Result run(Values x, boolean lengths, boolean starts) {
    int d = directions();
    Values all =
        Values.of(
            OnnxEdgeCases.shape(STEPS, d, IMAGES, HIDDEN), new double[STEPS * d * IMAGES * HIDDEN]);
    Values last =
        Values.of(OnnxEdgeCases.shape(d, IMAGES, HIDDEN), new double[d * IMAGES * HIDDEN]);
    Values cell =
        Values.of(OnnxEdgeCases.shape(d, IMAGES, HIDDEN), new double[d * IMAGES * HIDDEN]);
    Values start = Values.input(d, IMAGES, HIDDEN);
    for (int way = 0; way < d; way++) {
      boolean backwards = way == 1 || direction.equals("reverse");
      for (int n = 0; n < IMAGES; n++) {
        int length = lengths ? LENGTHS[n] : STEPS;
        double[] h = new double[HIDDEN];
        double[] c = new double[HIDDEN];
        for (int k = 0; k < HIDDEN && starts; k++) {
          h[k] = start.at(way, n, k);
          c[k] = kind.equals("LSTM") ? h[k] : 0;
        }
        for (int s = 0; s < length; s++) {
          int step = backwards ? length - 1 - s : s;
          step(way, new double[] {x.at(step, n, 0), x.at(step, n, 1)}, h, c, starts);
          for (int k = 0; k < HIDDEN; k++) {
            all.elements()[((step * d + way) * IMAGES + n) * HIDDEN + k] = h[k];
          }
        }
        System.arraycopy(h, 0, last.elements(), (way * IMAGES + n) * HIDDEN, HIDDEN);
        System.arraycopy(c, 0, cell.elements(), (way * IMAGES + n) * HIDDEN, HIDDEN);
      }
    }
    return new Result(all, last, cell);
  }

  private void step(int way, double[] x, double[] h, double[] c, boolean peeps) {
    double[] before = h.clone();
    Values peepholes = Values.input(directions(), 3 * HIDDEN);
    double[] resets = new double[HIDDEN];
    for (int k = 0; k < HIDDEN && kind.equals("GRU"); k++) {
      resets[k] = sigmoid(of(way, 1, k, x, before));
    }
    for (int k = 0; k < HIDDEN; k++) {
      switch (kind) {
        case "RNN" -> h[k] = Math.tanh(bounded(of(way, 0, k, x, before)));
        case "GRU" -> {
          double update = sigmoid(of(way, 0, k, x, before));
          double candidate;
          if (reset) {
            candidate = given(way, 2, k, x) + resets[k] * recurrent(way, 2, k, before);
          } else {
            double[] kept = new double[HIDDEN];
            for (int j = 0; j < HIDDEN; j++) {
              kept[j] = resets[j] * before[j];
            }
            candidate = given(way, 2, k, x) + recurrent(way, 2, k, kept);
          }
          h[k] = (1 - update) * Math.tanh(bounded(candidate)) + update * before[k];
        }
        default -> {
          double peep = peeps ? 1 : 0;
          double input = sigmoid(of(way, 0, k, x, before) + peep * peepholes.at(way, k) * c[k]);
          double forget =
              coupled
                  ? 1 - input
                  : sigmoid(
                      of(way, 2, k, x, before) + peep * peepholes.at(way, 2 * HIDDEN + k) * c[k]);
          c[k] = forget * c[k] + input * Math.tanh(bounded(of(way, 3, k, x, before)));
          double output =
              sigmoid(of(way, 1, k, x, before) + peep * peepholes.at(way, HIDDEN + k) * c[k]);
          h[k] = output * Math.tanh(bounded(c[k]));
        }
      }
    }
  }

  private double bounded(double x) {
    return Math.clamp(x, -clip, clip);
  }

  private double sigmoid(double x) {
    return 1 / (1 + Math.exp(-bounded(x)));
  }

  private double of(int way, int gate, int unit, double[] x, double[] h) {
    return given(way, gate, unit, x) + recurrent(way, gate, unit, h);
  }

  private double given(int way, int gate, int unit, double[] x) {
    Values weights = Values.input(directions(), gates * HIDDEN, INPUTS);
    Values biases = Values.input(directions(), 2 * gates * HIDDEN);
    double sum = biases.at(way, gate * HIDDEN + unit);
    for (int k = 0; k < INPUTS; k++) {
      sum += weights.at(way, gate * HIDDEN + unit, k) * x[k];
    }
    return sum;
  }

  private double recurrent(int way, int gate, int unit, double[] h) {
    Values weights = Values.input(directions(), gates * HIDDEN, HIDDEN);
    Values biases = Values.input(directions(), 2 * gates * HIDDEN);
    double sum = biases.at(way, (gates + gate) * HIDDEN + unit);
    for (int k = 0; k < HIDDEN; k++) {
      sum += weights.at(way, gate * HIDDEN + unit, k) * h[k];
    }
    return sum;
  }
}
