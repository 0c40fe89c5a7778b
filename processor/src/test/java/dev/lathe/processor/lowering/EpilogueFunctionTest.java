package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.Functions;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.EpilogueFusion;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.Chain;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Short formulas behind convolutions are computed where the sums are still in registers. */
class EpilogueFunctionTest {
  private static final Formula X = Formulas.operand(0);
  private static final Formula BOUNDED =
      Formulas.minimum(Formulas.maximum(X, Formulas.ZERO), Formulas.constant(0.5));
  private static final Formula LEAKY =
      Formulas.greater(X, Formulas.ZERO, X, Formulas.multiply(X, Formulas.constant(0.1)));
  private static final Formula HARD_SWISH =
      Formulas.multiply(
          X,
          Formulas.minimum(
              Formulas.maximum(
                  Formulas.add(
                      Formulas.multiply(X, Formulas.constant(1.0 / 6)), Formulas.constant(0.5)),
                  Formulas.ZERO),
              Formulas.ONE));

  /** Written so that it is not simplified. */
  private static final Formula BOTH_ZEROS =
      new Formula.Binary(
          Formula.Operator.MAXIMUM,
          new Formula.Binary(Formula.Operator.ADD, X, new Formula.Constant(-0.0)),
          Formulas.ZERO);

  /** Few products before the function, and many: bounds are written in two ways. */
  private static final int SHORT_SUMS = 16;

  private static final int LONG_SUMS = 48;

  /** Of 32 maps, so that no pass of its own is as cheap. */
  private static Chain c1(int channels) {
    return Chain.of(channels, 20, 20).convolution("c1", 32, 3);
  }

  private static Chain c1() {
    return c1(SHORT_SUMS);
  }

  @TestFactory
  Stream<DynamicTest> values() {
    return Stream.of(Machine.VECTOR_512, Machine.VECTOR_256, Machine.VECTOR_128, Machine.SCALAR)
        .flatMap(
            machine ->
                Stream.of(BOUNDED, LEAKY, HARD_SWISH, BOTH_ZEROS)
                    .flatMap(
                        formula ->
                            Stream.of(
                                test(machine, formula, SHORT_SUMS, TransformPolicy.NEVER),
                                test(machine, formula, LONG_SUMS, TransformPolicy.NEVER),
                                test(machine, formula, SHORT_SUMS, byWinograd()))));
  }

  private static DynamicTest test(
      Machine machine, Formula formula, int channels, TransformPolicy transforms) {
    return DynamicTest.dynamicTest(
        "%s, %d channels, %s".formatted(machine, channels, formula),
        () -> check(machine, formula, channels, transforms));
  }

  private static TransformPolicy byWinograd() {
    return (_, _) -> Optional.of(new TransformPolicy.Blocks(new FilterFamily.Points(2), 100));
  }

  private static void check(
      Machine machine, Formula formula, int channels, TransformPolicy transforms) {
    Graph graph = c1(channels).then("f", new Operation.Pointwise(formula)).build();
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS, transforms);
    assertThat(rewritten.nodes()).noneMatch(EpilogueFunctionTest::isPointwise);

    Random random = new Random(3);
    double[] image = random.doubles(channels * 20 * 20, -1, 1).toArray();
    Map<String, double[]> parameters = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Parameter parameter) {
        double[] values = random.doubles(parameter.stored().size(), -0.2, 0.2).toArray();
        parameters.put(parameter.name(), values);
      }
    }
    Interpreted pass = new Interpreted(rewritten, machine);
    GraphChecks.scores(graph, pass, parameters, image, 1e-4);
  }

  private static boolean isPointwise(Node node) {
    return node.operation() instanceof Operation.Pointwise;
  }

  @TestFactory
  Stream<DynamicTest> activations() {
    return Stream.of(
            expect("relu6", Functions.hardTanh(0, 6), true),
            expect("leaky relu", LEAKY, true),
            // Of seven and six calls: the tile that is left would cost more than a pass.
            expect("hard swish", Functions.hardSwish(), false),
            expect("hard sigmoid", Functions.hardSigmoid(), false),
            expect("swish", Formulas.multiply(X, Formulas.sigmoid(X)), false),
            expect("tanh", Formulas.tanh(X), false),
            expect("reciprocal", Formulas.divide(Formulas.ONE, X), false))
        .flatMap(each -> each);
  }

  private static Stream<DynamicTest> expect(String name, Formula formula, boolean isFused) {
    return Stream.of(
        DynamicTest.dynamicTest(
            name,
            () -> {
              List<Node> nodes =
                  fused(c1(LONG_SUMS).then("f", new Operation.Pointwise(formula)).build());
              assertThat(nodes.stream().anyMatch(EpilogueFunctionTest::isPointwise))
                  .isNotEqualTo(isFused);
            }));
  }

  /** The largest of a window's sums is not the one with the largest value of any function. */
  @Test
  void poolingBehindAFunctionStaysByItself() {
    Graph graph = c1().then("f", new Operation.Pointwise(LEAKY)).maxPool("s2", 2).build();
    List<Node> nodes = Rewrites.apply(graph, FusionPolicy.ALWAYS).nodes();
    assertThat(nodes).anyMatch(node -> node.operation() instanceof Operation.MaxPool);
  }

  private static List<Node> fused(Graph graph) {
    return Rewrites.apply(graph, new EpilogueFusion(Machine.VECTOR_512)).nodes();
  }
}
