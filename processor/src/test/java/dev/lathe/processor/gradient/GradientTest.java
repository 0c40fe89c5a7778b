package dev.lathe.processor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.testing.Chain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The derived graph's form. */
class GradientTest {
  private static final Chain LENET_LIKE =
      Chain.of(1, 8, 8)
          .convolution("c1", 3, 3)
          .activate("c1.relu", Activation.RELU)
          .maxPool("s2", 2)
          .dense("output", 4);

  @Test
  void outputsStandInTheContractsOrder() {
    Graph training = Gradient.of(LENET_LIKE.build(), LossKind.CROSS_ENTROPY, true);
    assertThat(outputs(training))
        .containsExactly(
            "output.biased",
            "loss",
            "d_c1.weight",
            "d_c1.bias",
            "d_output.weight",
            "d_output.bias",
            "d_input");
    assertThat(training.outputs().stream().map(training::node).map(Node::shape))
        .contains(Shape.of(), Shape.of(3, 1, 3, 3), Shape.of(4, 3, 3, 3), Shape.of(1, 8, 8));
  }

  @Test
  void nothingIsComputedThatNobodyNeeds() {
    Graph training = Gradient.of(LENET_LIKE.build(), LossKind.CROSS_ENTROPY, false);
    assertThat(names(training)).doesNotContain("d_input");
    long dead =
        training.nodes().stream()
            .filter(node -> node.name().startsWith("d_"))
            .filter(node -> training.users(node.id()).isEmpty())
            .filter(node -> !training.outputs().contains(node.id()))
            .count();
    assertThat(dead).isZero();
  }

  @Test
  void forwardNodesKeepTheirIds() {
    Graph forward = LENET_LIKE.build();
    Graph training = Gradient.of(forward, LossKind.SQUARED_ERROR, false);
    assertThat(training.nodes()).startsWith(forward.nodes().toArray(Node[]::new));
    assertThat(training.name()).isEqualTo(forward.name());
  }

  @Test
  void derivativesBelongToTheLayers() {
    Graph training = Gradient.of(LENET_LIKE.build(), LossKind.CROSS_ENTROPY, false);
    for (Node node : training.nodes()) {
      if (node.name().startsWith("d_c1")) {
        assertThat(node.layer()).isEqualTo("c1");
      }
    }
  }

  @Test
  void logSoftmaxScoresAreTheLossesLogProbabilities() {
    Graph forward = Chain.of(3).then("output", new Operation.LogSoftmax()).build();
    Graph training = Gradient.of(forward, LossKind.CROSS_ENTROPY, true);
    assertThat(names(training))
        .containsExactly("input", "output", "target", "loss", "d_output", "d_input");
  }

  @Test
  void softmaxScoresAreTrainedThroughTheirLogits() {
    Graph forward = Chain.of(2).then("output", new Operation.Softmax()).build();
    Graph training = Gradient.of(forward, LossKind.CROSS_ENTROPY, true);
    assertThat(names(training)).doesNotContain("d_output");
    // The second class's probability underflows; its loss and its derivative must not.
    GraphInterpreter.Values values =
        GraphInterpreter.evaluate(training, Map.of(), new double[] {2000, 0}, new double[] {0, 1});
    assertThat(values.output(0)).containsExactly(1, 0);
    assertThat(values.output(1)).containsExactly(2000);
    assertThat(values.output(2)).containsExactly(1, -1);
  }

  @Test
  void logitsGetALogSoftmaxThatTheScoresDoNotShow() {
    Graph training = Gradient.of(Chain.of(2).build(), LossKind.CROSS_ENTROPY, true);
    double ln2 = Math.log(2);
    GraphInterpreter.Values values =
        GraphInterpreter.evaluate(training, Map.of(), new double[] {5, 5}, new double[] {0, 1});
    assertThat(values.output(0)).containsExactly(5, 5);
    assertThat(values.output(1)).containsExactly(new double[] {ln2}, Offset.offset(1e-15));
    assertThat(values.output(2)).containsExactly(new double[] {0.5, -0.5}, Offset.offset(1e-15));
  }

  @Test
  void derivativesMeetInAddNodes() {
    GraphBuilder builder = new GraphBuilder("Diamond");
    Node x = builder.add("x", "", new Operation.Input(), Shape.of(1));
    Node a = builder.add("a", "", new Operation.Activate(Activation.TANH), x);
    Node b = builder.add("b", "", new Operation.Activate(Activation.SIGMOID), x);
    Node c = builder.add("c", "", new Operation.Add(), a, b);
    Node y = builder.add("y", "", new Operation.Add(), c, x);
    Graph training = Gradient.of(builder.build(y), LossKind.SQUARED_ERROR, true);
    assertThat(names(training)).endsWith("d_y", "d_x.from_b", "d_x.from_a", "d_x.partial", "d_x");
    GraphInterpreter.Values values =
        GraphInterpreter.evaluate(training, Map.of(), new double[] {0}, new double[] {0});
    // y = 0.5, dy = 2 y, and tanh' = 1, sigmoid' = 1/4, x' = 1 at 0.
    assertThat(values.output(2)).containsExactly(2.25);
  }

  @Test
  void aTransposedConvolutionsWindowIsMadeToFit() {
    // Output padding 1 at stride 1, which dilation 2 allows: the last cell belongs to no window.
    GraphBuilder builder = new GraphBuilder("Up");
    Node x = builder.add("x", "", new Operation.Input(), Shape.of(1, 4));
    Node w =
        builder.add("w", "", new Operation.Parameter("w", Shape.of(1, 1, 3)), Shape.of(1, 1, 3));
    Window window = new Window(List.of(3), List.of(1), List.of(0), List.of(0), List.of(2));
    Operation up = new Operation.TransposedConvolution(window, false, Epilogue.NONE);
    Node y = builder.add("y", "", up, Shape.of(1, 9), x, w);
    Graph training = Gradient.of(builder.build(y), LossKind.SQUARED_ERROR, true);
    Window exact = new Window(List.of(3), List.of(1), List.of(0), List.of(-1), List.of(2));
    assertThat(operations(training))
        .contains(
            new Operation.Convolution(exact, false, Epilogue.NONE),
            new Operation.WeightGradient(exact, false));
  }

  @Test
  void refusesFusedGraphsAndSuperfluousParameters() {
    GraphBuilder builder = new GraphBuilder("Refused");
    Node x = builder.add("x", "", new Operation.Input(), Shape.of(1, 4));
    Node w =
        builder.add("w", "", new Operation.Parameter("w", Shape.of(1, 1, 1)), Shape.of(1, 1, 1));
    Epilogue relu = new Epilogue(false, false, Optional.of(Epilogue.RELU), Optional.empty());
    Operation fused = new Operation.Convolution(Window.of(1), false, relu);
    Node y = builder.add("y", "", fused, x, w);
    assertThatThrownBy(() -> Gradient.of(builder.build(y), LossKind.SQUARED_ERROR, false))
        .hasMessageContaining("derive the gradient before the rewrites");
    assertThatThrownBy(() -> Gradient.of(builder.build(x), LossKind.SQUARED_ERROR, false))
        .hasMessageContaining("w: 1x1x1")
        .hasMessageContaining("no influence on the loss");
    assertThatThrownBy(() -> Gradient.of(builder.build(x, y), LossKind.SQUARED_ERROR, false))
        .hasMessageContaining("outputs [0, 2]");
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  private static List<String> outputs(Graph graph) {
    return graph.outputs().stream().map(graph::node).map(Node::name).toList();
  }

  private static Stream<Operation> operations(Graph graph) {
    return graph.nodes().stream().map(Node::operation);
  }
}
