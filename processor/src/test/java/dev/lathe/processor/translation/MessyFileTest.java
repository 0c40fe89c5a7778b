package dev.lathe.processor.translation;

import static dev.lathe.processor.testing.OnnxText.constant;
import static dev.lathe.processor.testing.OnnxText.floatTensor;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integerTensor;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.testing.OnnxText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What exporters leave behind does not reach the graph. */
final class MessyFileTest {
  private static final String TO_MAPS = ints("perm", 0, 3, 1, 2);
  private static final String TO_PIXELS = ints("perm", 0, 2, 3, 1);

  /**
   * Channels last, with transpositions around all that wants them first; a batch normalisation in
   * four steps; weights in nodes; a shape that is computed.
   */
  private static final String CHANNELS_LAST =
      value("input", "x", 1, 8, 8, 3)
          + value("output", "y", 1, 5)
          + constant("w1", floatTensor(4, 3, 3, 3))
          + floats("mean", 4)
          + floats("scale", 4)
          + floats("shift", 1, 1, 1, 4)
          + floats("w2", 6, 8, 3, 3)
          + floats("fc", 6, 5)
          + floats("fcb", 5)
          + nodeWith(TO_MAPS, "Transpose", "x.maps", "x")
          + nodeWith(ints("pads", 1, 1, 1, 1), "Conv", "c1", "x.maps", "w1")
          + nodeWith(TO_PIXELS, "Transpose", "c1.pixels", "c1")
          + node("Sub", "centred", "c1.pixels", "mean")
          + node("Mul", "scaled", "centred", "scale")
          + node("Add", "normed", "scaled", "shift")
          + node("Relu", "r1", "normed")
          + nodeWith(TO_MAPS, "Transpose", "r1.maps", "r1")
          + nodeWith(ints("kernel_shape", 2, 2) + ints("strides", 2, 2), "MaxPool", "p", "r1.maps")
          + nodeWith(TO_PIXELS, "Transpose", "p.pixels", "p")
          + node("Sigmoid", "gate", "p.pixels")
          + node("Add", "sum", "p.pixels", "gate")
          + nodeWith(integer("axis", 3), "Concat", "both", "p.pixels", "sum")
          + integers("pads", 0, 1, 1, 0, 0, 1, 1, 0)
          + node("Pad", "framed", "both", "pads")
          + nodeWith(TO_MAPS, "Transpose", "framed.maps", "framed")
          + nodeWith("", "Conv", "c2", "framed.maps", "w2")
          + nodeWith(TO_PIXELS, "Transpose", "c2.pixels", "c2")
          + nodeWith(
              ints("axes", 1, 2) + integer("keepdims", 1), "ReduceMean", "mean2", "c2.pixels")
          + node("Shape", "shape", "x")
          + constant("zero", integerTensor(0))
          + node("Gather", "batch", "shape", "zero")
          + constant("rest", integerTensor(-1))
          + nodeWith(integer("axis", 0), "Concat", "flat.shape", "batch", "rest")
          + node("Reshape", "flat", "mean2", "flat.shape")
          + node("MatMul", "product", "flat", "fc")
          + node("Add", "biased", "product", "fcb")
          + nodeWith(integer("axis", 1), "Softmax", "y", "biased");

  @Test
  void transpositionsMeetAndShapesFold() {
    Imported imported = translated(CHANNELS_LAST, false);

    assertThat(operations(imported.graph()))
        .containsEntry("Reindex", 1)
        .containsEntry("Convolution", 3)
        .containsEntry("MaxPool", 1)
        .containsEntry("Concatenate", 1)
        .containsEntry("Softmax", 1)
        .containsEntry("AddBias", 1)
        .doesNotContainKey("Constant");
    assertThat(imported.layers()).extracting(Imported.Layer::name).doesNotContain("shape", "batch");
  }

  @Test
  void theOrderOfAxesDoesNotChangeWhatIsComputed() {
    Imported plain = translated(CHANNELS_LAST, false);
    Imported trained = translated(CHANNELS_LAST, true);
    double[] image = image(8 * 8 * 3);

    assertThat(values(plain, image)).containsExactly(values(trained, image), within(1e-12));
  }

  /** A flattened map in the order of pixels: the weight behind it takes the order up. */
  @Test
  void aDenseLayersWeightTakesUpTheLastTransposition() {
    String file =
        value("input", "x", 1, 2, 5, 6)
            + value("output", "y", 1, 7)
            + floats("w", 4, 2, 3, 3)
            + floats("fc", 7, 4 * 3 * 4)
            + floats("b", 7)
            + node("Conv", "c", "x", "w")
            + nodeWith(TO_PIXELS, "Transpose", "pixels", "c")
            + node("Relu", "r", "pixels")
            + node("Flatten", "flat", "r")
            + nodeWith(integer("transB", 1), "Gemm", "y", "flat", "fc", "b");
    Imported plain = translated(file, false);
    Imported trained = translated(file, true);
    double[] image = image(2 * 5 * 6);

    assertThat(operations(plain.graph())).doesNotContainKey("Reindex");
    assertThat(operations(trained.graph())).containsEntry("Reindex", 1);
    assertThat(plain.weights())
        .extracting(Imported.Weight::name)
        .containsExactly("w", "b", "fc.moved");
    assertThat(trained.weights()).extracting(Imported.Weight::name).containsExactly("w", "fc", "b");
    assertThat(values(plain, image)).containsExactly(values(trained, image), within(1e-12));
  }

  /** Batches of two: images and channels change places around every convolution. */
  @Test
  void batchesAreTurnedAtTheEndsOnly() {
    String file =
        value("input", "x", 2, 3, 6, 6)
            + value("output", "y", 2, 4, 2, 2)
            + floats("w1", 4, 3, 3, 3)
            + floats("w2", 4, 4, 3, 3)
            + floats("slope", 4, 1, 1)
            + node("Conv", "c1", "x", "w1")
            + node("PRelu", "r1", "c1", "slope")
            + node("Conv", "y", "r1", "w2");

    assertThat(operations(translated(file, false).graph())).containsEntry("Reindex", 2);
  }

  private static Imported translated(String graph, boolean trainable) {
    try {
      Wishes wishes = new Wishes(List.of(), Map.of(), trainable, Set.of());
      Translation translation =
          Translation.of(
              OnnxReader.read(OnnxText.graph(graph), Limits.DEFAULT),
              wishes,
              Limits.DEFAULT,
              false);
      assertThat(translation.problems()).isEmpty();
      return translation.imported().orElseThrow();
    } catch (OnnxException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Integer> operations(Graph graph) {
    Map<String, Integer> counts = new TreeMap<>();
    graph
        .nodes()
        .forEach(
            node -> counts.merge(node.operation().getClass().getSimpleName(), 1, Integer::sum));
    return counts;
  }

  private static double[] image(int size) {
    return new Random(5).doubles(size, -1, 1).toArray();
  }

  private static double[] values(Imported imported, double[] image) {
    Map<String, double[]> weights = new HashMap<>();
    imported.weights().forEach(each -> weights.put(each.name(), each.tensor().elements()));
    return GraphInterpreter.evaluate(imported.graph(), weights, image).output(0);
  }
}
