package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.MicroBatchPolicy;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.testing.Chain;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import dev.lathe.processor.testing.RandomValues;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data gradients that read weights as the forward pass has them packed. */
class DotProductsTest {

  /** All weights are many. */
  private static final MicroBatchPolicy ALL = new MicroBatchPolicy(1, List.of(), 1);

  /** A chain whose second layer reads what the first one makes, and has its own data gradient. */
  private static Graph training(Chain chain) {
    return Rewrites.apply(
        Gradient.of(chain.build(), LossKind.SQUARED_ERROR, true), FusionPolicy.NEVER);
  }

  private static Chain dense(int inputs, int units, int scores) {
    return Chain.of(inputs)
        .dense("first", units)
        .activate("first.relu", Activation.RELU)
        .dense("second", scores)
        .activate("second.relu", Activation.RELU)
        .dense("third", 3);
  }

  /** Channels that fill vectors and that do not, and more of them than a tile holds. */
  private static Stream<Graph> networks() {
    Stream.Builder<Graph> networks = Stream.builder();
    for (int inputs : new int[] {3, 16, 37}) {
      for (int units : new int[] {5, 16, 120, 512}) {
        networks.add(training(dense(inputs, units, 24)));
      }
    }
    networks.add(
        training(
            Chain.of(5, 6, 4)
                .convolution("map", 18, 3)
                .activate("map.relu", Activation.RELU)
                .dense("second", 48)
                .activate("second.relu", Activation.RELU)
                .dense("third", 7)));
    return networks.build();
  }

  private static List<ScheduledContraction> dotProducts(Interpreted pass) {
    return pass.plan().scheduled().contractions().values().stream()
        .flatMap(List::stream)
        .filter(each -> each.packedFor().isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void equalTheNaiveInterpreter(Graph graph) {
    check(graph);
    for (Machine machine : Machine.ALL) {
      if (!machine.isScalar()) {
        Interpreted pass = new Interpreted(graph, machine, ALL);
        assertThat(dotProducts(pass)).as(machine + graph.print()).isNotEmpty();
        assertThat(Budget.violations(pass.program())).isEmpty();
      }
    }
  }

  private static void check(Graph graph) {
    for (Machine machine : Machine.ALL) {
      Random random = new Random(1);
      Map<String, double[]> parameters = RandomValues.parameters(graph, random);
      double[] input = RandomValues.values(graph.node(0).shape().size(), 1, random);
      double[] target =
          RandomValues.values(graph.node(graph.outputs().getFirst()).shape().size(), 1, random);
      Interpreted pass = new Interpreted(graph, machine, ALL);
      // What lies behind the last channel from before must not be added.
      pass.soilFillings();

      pass.run(parameters, input, target);

      List<double[]> wanted = GraphInterpreter.evaluate(graph, parameters, input, target).outputs();
      for (int i = 0; i < wanted.size(); i++) {
        double tolerance = 1e-6 + 1e-5 * GraphChecks.largest(wanted.get(i));
        GraphChecks.close(
            () -> machine + LoopPrinter.print(pass.program()),
            pass.output(i),
            wanted.get(i),
            tolerance);
      }
    }
  }

  @Test
  void weightsArePackedOnce() {
    Graph graph = training(dense(64, 128, 64));
    Interpreted once = new Interpreted(graph, Machine.VECTOR_512, ALL);
    Interpreted twice = new Interpreted(graph, Machine.VECTOR_512, MicroBatchPolicy.NEVER);

    assertThat(dotProducts(twice)).isEmpty();
    assertThat(dotProducts(once))
        .extracting(each -> each.contraction().name())
        .contains("d_firstRelu");
    int turned =
        dotProducts(once).stream()
            .map(each -> graph.node(each.contraction().right().orElseThrow().node()))
            .mapToInt(weights -> weights.shape().size())
            .sum();
    assertThat(floats(twice) - floats(once)).isEqualTo(turned);
  }

  private static int floats(Interpreted pass) {
    return pass.plan().pass().weights().segmentFloats()
        + pass.plan().pass().weights().arrayFloats();
  }

  /** The order of a sum along lanes is another one with vectors of another width. */
  @Test
  void strictNetworksHaveNone() {
    Graph graph = training(dense(16, 32, 24));
    for (Machine machine : Machine.ALL) {
      assertThat(dotProducts(new Interpreted(graph, machine.strictly(), ALL))).isEmpty();
    }
  }

  /** A reciprocal's derivative at what fills a vector up is no number. */
  @Test
  void valuesWhoseFillingMayBeNoNumberAreNotRead() {
    assertThat(reciprocals(17)).doesNotContain("d_first");
    assertThat(reciprocals(32)).as("without filling").contains("d_first");
  }

  private static List<String> reciprocals(int units) {
    Graph graph =
        training(
            Chain.of(16)
                .dense("first", 48)
                .activate("first.relu", Activation.RELU)
                .dense("second", units)
                .then(
                    "reciprocal",
                    new Operation.Pointwise(Formulas.divide(Formulas.ONE, Formulas.operand(0)))));
    return dotProducts(new Interpreted(graph, Machine.VECTOR_512, ALL)).stream()
        .map(each -> each.contraction().name().replace("Relu", ""))
        .toList();
  }

  private static Window window(int kernel, int padding) {
    return new Window(List.of(kernel), List.of(1), List.of(padding), List.of(padding), List.of(1));
  }

  /** Taps that are summed, one map, padding: not of the form, or of it at a place of its own. */
  private static Stream<Graph> others() {
    Stream.Builder<Graph> networks = Stream.builder();
    for (int padding : new int[] {0, 3}) {
      networks.add(
          training(
              Chain.of(128, 1)
                  .transposed("first", 1, window(64, padding))
                  .activate("first.relu", Activation.RELU)
                  .dense("second", 5)));
      networks.add(
          training(
              Chain.of(1, 24)
                  .transposed("zeroth", 40, window(1, 0))
                  .transposed("first", 3, window(7, padding))
                  .dense("second", 40)
                  .transposed("third", 20, window(9, padding))
                  .dense("fourth", 3)));
    }
    // Groups that fill no vectors may be computed without any, which leave fillings as they were.
    networks.add(
        training(
            Chain.of(20, 1)
                .convolution("first", 60, 1)
                .convolution("second", 300, 1)
                .grouped("third", 100)
                .dense("fourth", 3)));
    return networks.build();
  }

  @ParameterizedTest
  @MethodSource("others")
  void othersEqualTheNaiveInterpreterToo(Graph graph) {
    check(graph);
  }
}
