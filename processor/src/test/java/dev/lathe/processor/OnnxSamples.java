package dev.lathe.processor;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.testing.OnnxCase;
import dev.lathe.processor.testing.OnnxText;
import dev.lathe.processor.testing.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The conformance networks of the test's resources as models, whose batches they fix; and edge
 * cases of operators.
 */
final class OnnxSamples {
  private static final Path NETWORKS = Path.of("src/test/resources/networks");

  /** Two kernels each, of which one method cannot list as many. */
  private static final int NODES = 450;

  private static final OnnxEdgeCases.Values CHAIN = OnnxEdgeCases.Values.input(1, 3, 4);

  private OnnxSamples() {}

  /** Each element and the largest of its row: the less is what it was. */
  private static String chain() {
    StringBuilder nodes = new StringBuilder();
    for (int k = 0; k < NODES; k++) {
      String input = k == 0 ? "x" : "v" + k;
      String output = k + 1 < NODES ? "v" + (k + 1) : "y";
      nodes
          .append(OnnxText.nodeWith(OnnxText.ints("axes", 2), "ReduceMax", "m" + k, input))
          .append(OnnxText.node("Min", output, input, "m" + k));
    }
    return nodes.toString();
  }

  static List<OnnxCase> all() throws IOException {
    List<OnnxCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(NETWORKS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".onnx")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".onnx", "");
        // A raw export is the same network, written without PyTorch's simplifications.
        Path expected = NETWORKS.resolve(name.replace(".raw", "") + ".safetensors");
        Safetensors values = Safetensors.read(expected);
        Safetensors.Tensor images = Objects.requireNonNull(values.tensors().get("in.x"));
        Safetensors.Tensor scores = Objects.requireNonNull(values.tensors().get("out.y"));
        byte[] model = Files.readAllBytes(file);
        cases.add(
            OnnxCase.of(name, model, List.of(tensor("x", images)), List.of(tensor("y", scores))));
      }
    }
    OnnxEdgeCases edges = new OnnxEdgeCases();
    OnnxWindowCases.add(edges);
    OnnxAxisCases.add(edges);
    OnnxMovementCases.add(edges);
    OnnxRecurrentCases.add(edges);
    OnnxChoiceCases.add(edges);
    OnnxIntegerCases.add(edges);
    OnnxQuantisedCases.add(edges);
    OnnxSpectrumCases.add(edges);
    OnnxLoopCases.add(edges);
    OnnxSeriesCases.add(edges);
    OnnxPlaceCases.add(edges);
    OnnxGridCases.add(edges);
    OnnxFunctionCases.add(edges);
    edges.add("hundreds_of_kernels", 13, CHAIN, chain(), CHAIN);
    cases.addAll(edges.all());
    return cases;
  }

  private static OnnxTensor tensor(String name, Safetensors.Tensor values) {
    Shape shape = Shape.of(values.shape());
    return OnnxTensor.of(name, ElementType.FLOAT, shape, values.elements());
  }
}
