package dev.lathe.processor.lowering;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TiledConvolution;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import dev.lathe.processor.testing.RandomModel;
import dev.lathe.processor.testing.RandomValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random networks: what the loop language's interpreter computes against the naive interpreter of
 * the graph.
 */
class LoweringPropertyTest {

  @Property(tries = 1500)
  void forwardPass(@ForAll long seed) {
    Random random = new Random(seed);
    Graph graph = ForwardGraph.of(RandomModel.of("Random", random));
    FusionPolicy policy = random.nextBoolean() ? FusionPolicy.ALWAYS : FusionPolicy.NEVER;
    check(seed, graph, Rewrites.apply(graph, policy), random);
  }

  @Property(tries = 500)
  void forwardPassTileByTile(@ForAll long seed) {
    Random random = new Random(seed);
    Graph graph = ForwardGraph.of(RandomModel.of("Random", random));
    TransformPolicy policy =
        (asked, convolution) -> {
          FilterFamily family =
              random.nextBoolean()
                  ? new FilterFamily.Points(2 + random.nextInt(5))
                  : new FilterFamily.Roots(List.of(4, 6, 8, 12, 16).get(random.nextInt(5)));
          if (!TiledConvolution.of(asked, convolution, family).isPossible()) {
            return Optional.empty();
          }
          return Optional.of(new TransformPolicy.Blocks(family, 1 + random.nextInt(3)));
        };
    check(seed, graph, Rewrites.apply(graph, FusionPolicy.ALWAYS, policy), random);
  }

  @Property(tries = 1500)
  void trainingPass(@ForAll long seed) {
    checkTraining(seed);
  }

  /** Untied units at one position, whose map a pooling of more cells follows. */
  @Example
  void biasOfALonePosition() {
    checkTraining(12_759);
  }

  private static void checkTraining(long seed) {
    Random random = new Random(seed);
    Graph forward = ForwardGraph.of(RandomModel.of("Random", random));
    LossKind loss = random.nextBoolean() ? LossKind.CROSS_ENTROPY : LossKind.SQUARED_ERROR;
    Graph graph = Gradient.of(forward, loss, random.nextBoolean());
    check(seed, graph, Rewrites.apply(graph, FusionPolicy.NEVER), random);
  }

  private static void check(long seed, Graph graph, Graph rewritten, Random random) {
    Machine machine = Machine.ALL.get(random.nextInt(Machine.ALL.size()));
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] input = RandomValues.values(graph.node(0).shape().size(), 1, random);
    Node scores = graph.node(graph.outputs().get(0));
    double[] target = RandomValues.values(scores.shape().size(), 1, random);

    List<double[]> wanted = GraphInterpreter.evaluate(graph, parameters, input, target).outputs();
    Interpreted pass = new Interpreted(rewritten, machine);
    pass.soilFillings();
    try {
      pass.run(parameters, input, target);
    } catch (RuntimeException e) {
      throw new AssertionError(describe(seed, machine, rewritten, pass), e);
    }
    for (int i = 0; i < wanted.size(); i++) {
      int output = i;
      GraphChecks.close(
          () -> "output %d, %s".formatted(output, describe(seed, machine, rewritten, pass)),
          pass.output(i),
          wanted.get(i),
          1e-6 + 1e-4 * GraphChecks.largest(wanted.get(i)));
    }
  }

  private static String describe(long seed, Machine machine, Graph graph, Interpreted pass) {
    return "seed %d, %s%n%s%n%s"
        .formatted(seed, machine, graph.print(), LoopPrinter.print(pass.program()));
  }
}
