package dev.lathe.processor.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.testing.RandomNetwork;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every output of a random network keeps its value through all rewrites. */
class RewritesPropertyTest {
  @Property(tries = 500)
  void inferenceKeepsItsScores(@ForAll("networks") RandomNetwork network) {
    checkSameOutputs(network, network.graph());
  }

  @Property(tries = 200)
  void trainingKeepsItsGradients(@ForAll("networks") RandomNetwork network) {
    checkSameOutputs(network, Gradient.of(network.graph(), LossKind.CROSS_ENTROPY, true));
  }

  @Property(tries = 200)
  void interfaceToTheOutsideStays(@ForAll("networks") RandomNetwork network) {
    Graph graph = network.graph();
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS);
    assertThat(rewritten.parameters().stream().map(Node::operation).toList())
        .isEqualTo(graph.parameters().stream().map(Node::operation).toList());
    assertThat(rewritten.nodes()).hasSizeLessThanOrEqualTo(graph.nodes().size());
  }

  @Provide
  Arbitrary<RandomNetwork> networks() {
    return RandomNetwork.any();
  }

  private static void checkSameOutputs(RandomNetwork network, Graph graph) {
    Map<String, double[]> parameters = network.parameters(graph);
    double[] input = network.input(graph);
    int scores = graph.node(graph.outputs().get(0)).shape().size();
    double[] target = network.numbers(scores, 2);
    List<double[]> expected = GraphInterpreter.evaluate(graph, parameters, input, target).outputs();
    for (FusionPolicy policy : List.of(FusionPolicy.ALWAYS, FusionPolicy.NEVER)) {
      Graph rewritten = Rewrites.apply(graph, policy);
      List<double[]> actual =
          GraphInterpreter.evaluate(rewritten, parameters, input, target).outputs();
      assertThat(actual).hasSameSizeAs(expected);
      for (int k = 0; k < expected.size(); k++) {
        assertSame(actual.get(k), expected.get(k), rewritten);
      }
    }
  }

  private static void assertSame(double[] actual, double[] expected, Graph rewritten) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int e = 0; e < expected.length; e++) {
      assertThat(Math.abs(actual[e] - expected[e]))
          .as("element %d, %s instead of %s, in\n%s", e, actual[e], expected[e], rewritten.print())
          .isLessThanOrEqualTo(1e-12 * (1 + Math.abs(expected[e])));
    }
  }
}
