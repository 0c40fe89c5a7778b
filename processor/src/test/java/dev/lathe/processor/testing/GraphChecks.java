package dev.lathe.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.MicroBatchPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What holds of every graph: the loop language's interpreter computes what the naive one does, and
 * derivatives are the slopes that the naive one shows.
 */
public final class GraphChecks {
  /** At one of them at least no kink lies between the two points. */
  private static final double[] STEPS = {1e-4, 1e-5, 1e-6, 1e-7};

  /** How often errors are drawn: a single draw may happen to carry none. */
  private static final int ROUNDS = 4;

  private GraphChecks() {}

  /** Checks every derivative of a training graph, the input's at last, in a random direction. */
  public static void derivatives(long seed, Graph graph, Random random) {
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] input = RandomValues.values(graph.node(0).shape().size(), 1, random);
    double[] target = target(graph, random);
    List<double[]> outputs = GraphInterpreter.evaluate(graph, parameters, input, target).outputs();
    List<Node> nodes = graph.parameters();
    for (int k = 0; k < nodes.size(); k++) {
      String name = nodes.get(k).name();
      double[] along = RandomValues.values(nodes.get(k).shape().size(), 1, random);
      double expected = dot(outputs.get(2 + k), along);
      checkSlope(
          seed,
          graph,
          expected,
          step -> {
            Map<String, double[]> moved = new HashMap<>(parameters);
            moved.put(name, moved(parameters.get(name), along, step));
            return loss(graph, moved, input, target);
          });
    }
    double[] along = RandomValues.values(input.length, 1, random);
    checkSlope(
        seed,
        graph,
        dot(outputs.getLast(), along),
        step -> loss(graph, parameters, moved(input, along, step), target));
  }

  private interface Loss {
    double at(double step);
  }

  private static void checkSlope(long seed, Graph graph, double expected, Loss loss) {
    StringBuilder slopes = new StringBuilder();
    for (double step : STEPS) {
      double slope = (loss.at(step) - loss.at(-step)) / (2 * step);
      if (Math.abs(slope - expected) <= 1e-6 * (1 + Math.abs(expected) + Math.abs(loss.at(0)))) {
        return;
      }
      slopes.append(' ').append(slope);
    }
    throw new AssertionError(
        "seed %d: expected %s, slopes%s%n%s".formatted(seed, expected, slopes, graph.print()));
  }

  private static double loss(
      Graph graph, Map<String, double[]> parameters, double[] input, double[] target) {
    return GraphInterpreter.evaluate(graph, parameters, input, target).output(1)[0];
  }

  private static double[] target(Graph graph, Random random) {
    return RandomValues.values(graph.node(graph.outputs().get(0)).shape().size(), 1, random);
  }

  /** Checks the outputs of a graph that is lowered for a random machine. */
  public static void lower(long seed, Graph graph, Random random) {
    Machine machine = Machine.ALL.get(random.nextInt(Machine.ALL.size()));
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] input = RandomValues.values(graph.node(0).shape().size(), 1, random);
    double[] target = target(graph, random);
    GraphInterpreter.Values values = GraphInterpreter.evaluate(graph, parameters, input, target);
    List<double[]> wanted = values.outputs();
    double intermediate =
        graph.nodes().stream().mapToDouble(node -> largest(values.of(node))).max().orElseThrow();
    double[] carried = carriedErrors(graph, parameters, input, target, wanted);
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.NEVER);
    Interpreted pass;
    try {
      pass = new Interpreted(rewritten, machine, anyPolicy(random));
      pass.run(parameters, input, target);
    } catch (RuntimeException e) {
      throw new AssertionError("seed %d, %s%n%s".formatted(seed, machine, rewritten.print()), e);
    }
    for (int i = 0; i < wanted.size(); i++) {
      int output = i;
      // Derivatives may cancel: what is left is as exact as that which cancels.
      double tolerance =
          1e-6 + 1e-4 * largest(wanted.get(i)) + 3e-6 * intermediate + 8 * carried[i];
      close(
          () ->
              "seed %d, %s, output %d%n%s%n%s"
                  .formatted(
                      seed, machine, output, rewritten.print(), LoopPrinter.print(pass.program())),
          pass.output(i),
          wanted.get(i),
          tolerance);
    }
    assertThat(Budget.violations(pass.program()))
        .filteredOn(violation -> violation.contains("bytecodes"))
        .isEmpty();
  }

  /**
   * The largest difference that an output's elements show where each computed element is off by up
   * to a float's last place. It tells of graphs that carry small errors far, as the sum of thirty
   * differences from one mean does: the mean's error counts thirty times, and nothing else is left.
   */
  private static double[] carriedErrors(
      Graph graph,
      Map<String, double[]> parameters,
      double[] input,
      double[] target,
      List<double[]> exact) {
    Random random = new Random(0);
    double[] errors = new double[exact.size()];
    for (int round = 0; round < ROUNDS; round++) {
      // Whole numbers are places of other elements, which no float rounds.
      List<double[]> rounded =
          GraphInterpreter.evaluate(
                  graph,
                  parameters,
                  input,
                  target,
                  x -> x == Math.rint(x) ? x : x + random.nextDouble(-1, 1) * Math.ulp((float) x))
              .outputs();
      for (int i = 0; i < errors.length; i++) {
        for (int k = 0; k < exact.get(i).length; k++) {
          errors[i] = Math.max(errors[i], Math.abs(rounded.get(i)[k] - exact.get(i)[k]));
        }
      }
    }
    return errors;
  }

  /** As compiled networks have it, or with every weight one of many. */
  private static MicroBatchPolicy anyPolicy(Random random) {
    return random.nextBoolean() ? MicroBatchPolicy.DEFAULT : new MicroBatchPolicy(1, List.of(), 1);
  }

  /**
   * Runs a lowered graph that has no target, and checks its scores against those of the graph that
   * it was made of.
   *
   * @param tolerance what the difference of two scores has to be below
   */
  public static void scores(
      Graph graph,
      Interpreted pass,
      Map<String, double[]> parameters,
      double[] image,
      double tolerance) {
    close(
        () -> LoopPrinter.print(pass.program()),
        pass.scores(parameters, image),
        GraphInterpreter.evaluate(graph, parameters, image).output(0),
        tolerance);
  }

  /**
   * Checks that two values have the same elements.
   *
   * @param what they are, for the message
   * @param tolerance what the difference of two elements has to be below
   */
  public static void close(Supplier<String> what, double[] got, double[] wanted, double tolerance) {
    assertThat(got).as(what).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.length; i++) {
      if (!(Math.abs(got[i] - wanted[i]) < tolerance)) {
        throw new AssertionError(
            "element %d is %s instead of %s, of %s".formatted(i, got[i], wanted[i], what.get()));
      }
    }
  }

  /** The largest magnitude among the elements. */
  public static double largest(double[] elements) {
    double largest = 0;
    for (double value : elements) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double[] moved(double[] from, double[] along, double step) {
    double[] to = from.clone();
    for (int k = 0; k < to.length; k++) {
      to[k] += step * along[k];
    }
    return to;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
