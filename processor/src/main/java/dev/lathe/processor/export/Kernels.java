package dev.lathe.processor.export;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Weights of convolutions as ONNX wants them: never reversed, and without a table. */
final class Kernels {
  private Kernels() {}

  /** Each kernel reversed along all its axes: row-major, that is its taps read backwards. */
  static float[] reversed(float[] weight, int taps) {
    float[] reversed = new float[weight.length];
    for (int from = 0; from < weight.length; from += taps) {
      for (int k = 0; k < taps; k++) {
        reversed[from + k] = weight[from + taps - 1 - k];
      }
    }
    return reversed;
  }

  /** A table's kernels among zeros, {@code [O, I, kernel]}. */
  static float[] full(float[] weight, Connections.Table table, int inputs, int taps) {
    float[] full = new float[table.rows().size() * inputs * taps];
    int from = 0;
    for (int o = 0; o < table.rows().size(); o++) {
      for (int i : table.rows().get(o)) {
        System.arraycopy(weight, from, full, (o * inputs + i) * taps, taps);
        from += taps;
      }
    }
    return full;
  }

  /** The shape of the weight between maps of the given numbers. */
  static Shape shape(Connections connections, int outputs, int inputs, Window window) {
    int groups = connections instanceof Connections.Groups(int count) ? count : 1;
    List<Integer> extents = new ArrayList<>(List.of(outputs, inputs / groups));
    extents.addAll(window.kernel());
    return new Shape(extents);
  }

  /**
   * Weights of a locally connected layer {@code [P, O, I, taps]} as a matrix for each position,
   * {@code [P, I taps, O]}.
   */
  static float[] matrices(float[] weight, int positions, int outputs, int inputs) {
    float[] matrices = new float[weight.length];
    int to = 0;
    for (int p = 0; p < positions; p++) {
      for (int i = 0; i < inputs; i++) {
        for (int o = 0; o < outputs; o++) {
          matrices[to++] = weight[(p * outputs + o) * inputs + i];
        }
      }
    }
    return matrices;
  }
}
