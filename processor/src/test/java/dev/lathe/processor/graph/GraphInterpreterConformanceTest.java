package dev.lathe.processor.graph;

import dev.lathe.processor.testing.GradientCase;
import dev.lathe.processor.testing.GradientCaseGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The interpreter and the derived gradients against PyTorch's figures, a test a file. */
class GraphInterpreterConformanceTest {
  private static int passed;
  private static final List<String> FAILED = new ArrayList<>();
  private static final Map<String, Integer> NOT_BUILT = new LinkedHashMap<>();

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    return GradientCase.files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  @AfterAll
  static void summary() {
    System.out.printf(
        "gradient cases through the interpreter: %d passed, failed %s, not built %s%n",
        passed, FAILED, NOT_BUILT);
  }

  private static void run(Path file) throws IOException {
    GradientCase test = GradientCase.read(file);
    GradientCaseGraph.missing(test)
        .ifPresent(
            what -> {
              NOT_BUILT.merge(test.op(), 1, Integer::sum);
              Assumptions.abort("not built: " + what);
            });
    FAILED.add(test.toString());
    check(test);
    FAILED.remove(test.toString());
    passed++;
  }

  private static void check(GradientCase test) {
    Graph graph = GradientCaseGraph.of(test);
    Map<String, double[]> parameters = GradientCaseGraph.parameters(test);
    int images = test.tensor("in.x").shape()[0];
    boolean isLoss = GradientCaseGraph.isLoss(test);
    double share = isLoss ? test.tensor("up.loss").elements()[0] / images : 1;

    DoubleStream scores = DoubleStream.empty();
    DoubleStream inputDerivative = DoubleStream.empty();
    double loss = 0;
    List<double[]> sums = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      double[] x = test.tensor("in.x").slice(image).elements();
      double[] zeros = new double[graph.node(graph.outputs().get(0)).shape().size()];
      double[] y = GraphInterpreter.evaluate(graph, parameters, x, zeros).output(0);
      double[] target = GradientCaseGraph.target(test, image, y);
      List<double[]> outputs = GraphInterpreter.evaluate(graph, parameters, x, target).outputs();
      scores = DoubleStream.concat(scores, Arrays.stream(y));
      loss += outputs.get(1)[0] / images;
      inputDerivative =
          DoubleStream.concat(
              inputDerivative, Arrays.stream(outputs.getLast()).map(d -> d * share));
      accumulate(sums, outputs.subList(2, outputs.size() - 1));
    }
    if (isLoss) {
      test.assertClose("out.loss", new double[] {loss});
    } else {
      test.assertClose("out.y", scores.toArray());
    }
    test.assertClose("grad.x", inputDerivative.toArray());
    int index = 0;
    for (String name : parameters.keySet()) {
      test.assertClose("grad." + name, sums.get(index++));
    }
  }

  private static void accumulate(List<double[]> sums, List<double[]> gradients) {
    for (int k = 0; k < gradients.size(); k++) {
      if (sums.size() == k) {
        sums.add(new double[gradients.get(k).length]);
      }
      for (int e = 0; e < gradients.get(k).length; e++) {
        sums.get(k)[e] += gradients.get(k)[e];
      }
    }
  }
}
