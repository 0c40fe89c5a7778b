package dev.lathe.processor.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Numbers;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.testing.Chain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rewrites make of typical layers; the notation is {@code operation+epilogue}. */
class RewritesTest {

  @Test
  void convolutionReluPoolBecomeOneNode() {
    assertThat(rewrite(c1().activate("c1.relu", Activation.RELU).maxPool("s2", 2).build()))
        .containsExactly("c1_s2: Convolution+bias+RELU+pool");
  }

  @Test
  void poolThenReluTooBecomeOneNode() {
    assertThat(rewrite(c1().maxPool("s2", 2).activate("s2.relu", Activation.RELU).build()))
        .containsExactly("c1_s2: Convolution+bias+RELU+pool");
  }

  @Test
  void thePolicyDecidesAboutPooling() {
    Graph graph = c1().maxPool("s2", 2).activate("s2.relu", Activation.RELU).build();
    assertThat(describe(Rewrites.apply(graph, FusionPolicy.NEVER)))
        .containsExactly("c1: Convolution+bias+RELU", "s2: MaxPool");
  }

  @Test
  void thePolicySeesTheConvolutionWithItsBias() {
    Graph graph = c1().maxPool("s2", 2).build();
    Rewrites.apply(
        graph,
        (seen, convolution, pool) -> {
          assertThat(seen.operand(pool, 0)).isEqualTo(convolution);
          assertThat(convolution.shape()).isEqualTo(Shape.of(3, 6, 6));
          assertThat(convolution.operands()).hasSize(3);
          return false;
        });
  }

  @Test
  void transcendentalsRunAfterThePooling() {
    assertThat(rewrite(c1().activate("c1.tanh", Activation.TANH).maxPool("s2", 2).build()))
        .containsExactly("c1_s2: Convolution+bias+pool", "c1.tanh: Activate");
  }

  @Test
  void overlappingPoolsStayByThemselves() {
    assertThat(rewrite(c1().activate("c1.relu", Activation.RELU).maxPool("s2", 3, 2).build()))
        .containsExactly("c1: Convolution+bias+RELU", "s2: MaxPool");
  }

  @Test
  void aValueThatIsAskedForStays() {
    Graph graph = c1().activate("c1.relu", Activation.RELU).maxPool("s2", 2).build("c1.relu");
    assertThat(rewrite(graph)).containsExactly("c1: Convolution+bias+RELU", "s2: MaxPool");
  }

  @Test
  void reluStaysBehindThePoolWhereTheConvolutionCannotTakeIt() {
    Graph graph = c1().maxPool("s2", 2).activate("s2.relu", Activation.RELU).build("c1.biased");
    assertThat(rewrite(graph))
        .containsExactly("c1: Convolution+bias", "s2: MaxPool", "s2.relu: Activate");
  }

  @Test
  void trainingKeepsWhatTheBackwardPassNeeds() {
    Graph forward = c1().activate("c1.tanh", Activation.TANH).maxPool("s2", 2).build();
    Graph training = Gradient.of(forward, LossKind.SQUARED_ERROR, false);
    assertThat(rewrite(training))
        .startsWith("c1: Convolution+bias", "c1.tanh: Activate", "s2: MaxPool");
  }

  @Test
  void reluIsFusedInTrainingToo() {
    Graph forward = c1().activate("c1.relu", Activation.RELU).maxPool("s2", 2).build();
    Graph training = Gradient.of(forward, LossKind.SQUARED_ERROR, false);
    assertThat(rewrite(training)).startsWith("c1: Convolution+bias+RELU", "s2: MaxPool");
  }

  @Test
  void aPoolWhoseWindowsMissTheMapIsNotMoved() {
    Window outside = new Window(List.of(1), List.of(1), List.of(1), List.of(0), List.of(1));
    Graph graph =
        Chain.of(1, 3)
            .activate("tanh", Activation.TANH)
            .then("pool", new Operation.MaxPool(outside))
            .build();
    assertThat(rewrite(graph)).containsExactly("tanh: Activate", "pool: MaxPool");
  }

  @Test
  void aSingleMapIsBroughtTogetherBeforeItsSigmoid() {
    assertThat(rewrite(expanded(1)))
        .containsExactly("up: TransposedConvolution", "up.gathered: Reshape", "y: Activate");
    assertThat(rewrite(expanded(2))).containsExactly("up: TransposedConvolution", "y: Activate");
  }

  private static Graph expanded(int maps) {
    GraphBuilder builder = new GraphBuilder("Expanded");
    Node x = builder.add("x", "", new Operation.Input(), Shape.of(3, 8, 8));
    Shape weights = Shape.of(3, maps, 3, 3);
    Node w = builder.add("up.weight", "up", new Operation.Parameter("up.weight", weights), weights);
    Operation expansion =
        new Operation.TransposedConvolution(Window.of(3, 3), false, Epilogue.NONE);
    Node up = builder.add("up", "up", expansion, Shape.of(maps, 10, 10), x, w);
    return builder.build(builder.add("y", "y", new Operation.Activate(Activation.SIGMOID), up));
  }

  /** Sums of transformed integers would be off by a fraction. */
  @ParameterizedTest
  @EnumSource(Numbers.class)
  void onlyFiguresAreTransformed(Numbers numbers) {
    GraphBuilder builder = new GraphBuilder("Integers");
    Node x = builder.add("x", "", new Operation.Input(), Shape.of(16, 14, 14));
    Shape weights = Shape.of(16, 16, 3, 3);
    Operation parameter = new Operation.Parameter("c.weight", weights, false, numbers);
    Node w = builder.add("c.weight", "c", parameter, weights);
    Operation convolution = new Operation.Convolution(Window.of(3, 3), false, Epilogue.NONE);
    Node c = builder.add("c", "c", convolution, Shape.of(16, 12, 12), x, w);
    TransformPolicy policy =
        (_, _) -> Optional.of(new TransformPolicy.Blocks(new FilterFamily.Points(4), 9));

    Graph rewritten = Rewrites.apply(builder.build(c), FusionPolicy.ALWAYS, policy);

    assertThat(rewritten.nodes().stream().map(Node::operation))
        .filteredOn(Operation.Convolution.class::isInstance)
        .hasSize(numbers == Numbers.FIGURES ? 0 : 1);
  }

  @Test
  void deadNodesGoButParametersStay() {
    GraphBuilder builder = new GraphBuilder("Dead");
    Node x = builder.add("x", "", new Operation.Input(), Shape.of(2));
    Node used = builder.add("used", "", new Operation.Activate(Activation.TANH), x);
    builder.add("dead", "", new Operation.Activate(Activation.TANH), used);
    builder.add("w", "", new Operation.Parameter("w", Shape.of(1)), Shape.of(1));
    Graph rewritten = Rewrites.apply(builder.build(used), FusionPolicy.ALWAYS);
    assertThat(rewritten.nodes().stream().map(Node::name)).containsExactly("x", "used", "w");
  }

  private static Chain c1() {
    return Chain.of(1, 8, 8).convolution("c1", 3, 3);
  }

  private static List<String> rewrite(Graph graph) {
    return describe(Rewrites.apply(graph, FusionPolicy.ALWAYS));
  }

  /** All nodes but inputs and parameters. */
  private static List<String> describe(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> !node.operands().isEmpty())
        .map(node -> node.name() + ": " + describe(node.operation()))
        .toList();
  }

  private static String describe(Operation operation) {
    String name = operation.getClass().getSimpleName();
    if (operation instanceof Operation.Convolution convolution) {
      name += convolution.epilogue().bias() ? "+bias" : "";
      name +=
          convolution
              .epilogue()
              .function()
              .map(function -> function.equals(Epilogue.RELU) ? "+RELU" : "+" + function)
              .orElse("");
      name += convolution.epilogue().maxPool().map(_ -> "+pool").orElse("");
    }
    return name;
  }
}
