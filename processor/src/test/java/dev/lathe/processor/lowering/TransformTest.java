package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Convolutions tile by tile, by Winograd's algorithm and by Fourier transforms: the result is that
 * of the convolution.
 */
class TransformTest {

  /**
   * Channels, extents and kernel of a convolution, the filters of its tiles, and the rows of tiles
   * of a block.
   */
  private record Case(
      int inputs,
      int outputs,
      List<Integer> extents,
      List<Integer> kernel,
      int padding,
      FilterFamily family,
      int rows) {
    Window window() {
      List<Integer> ones = Collections.nCopies(kernel.size(), 1);
      List<Integer> paddings = Collections.nCopies(kernel.size(), padding);
      return new Window(kernel, ones, paddings, paddings, ones);
    }
  }

  private static Case points(
      int outputs,
      int rows,
      int from,
      int to,
      List<Integer> extents,
      List<Integer> kernel,
      int padding) {
    return new Case(from, to, extents, kernel, padding, new FilterFamily.Points(outputs), rows);
  }

  private static Case roots(
      int order,
      int rows,
      int from,
      int to,
      List<Integer> extents,
      List<Integer> kernel,
      int padding) {
    return new Case(from, to, extents, kernel, padding, new FilterFamily.Roots(order), rows);
  }

  private static Case column(
      int outputs,
      int rows,
      int from,
      int to,
      List<Integer> extents,
      List<Integer> kernel,
      int padding) {
    return new Case(from, to, extents, kernel, padding, new FilterFamily.Column(outputs), rows);
  }

  @TestFactory
  Stream<DynamicTest> convolutions() {
    return Stream.of(
            points(4, 1, 16, 32, List.of(8, 8), List.of(3, 3), 1),
            points(4, 2, 16, 32, List.of(21, 8), List.of(3, 3), 1),
            points(4, 9, 16, 16, List.of(7, 9), List.of(3, 3), 1),
            points(2, 1, 32, 16, List.of(7, 9), List.of(3, 3), 0),
            points(2, 1, 16, 16, List.of(9, 6), List.of(5, 5), 2),
            points(4, 9, 16, 16, List.of(6, 11), List.of(1, 3), 0),
            points(4, 9, 16, 16, List.of(11, 6), List.of(3, 1), 0),
            points(2, 1, 16, 16, List.of(6, 6), List.of(5, 3), 0),
            points(4, 9, 16, 16, List.of(13), List.of(3), 1),
            points(2, 1, 16, 16, List.of(4, 5, 6), List.of(3, 3, 3), 1),
            points(4, 9, 16, 16, List.of(1, 1), List.of(3, 3), 1),
            points(4, 9, 3, 7, List.of(8, 5), List.of(3, 3), 2),
            roots(4, 1, 16, 16, List.of(9, 7), List.of(3, 4), 1),
            roots(6, 9, 16, 32, List.of(11, 8), List.of(5, 5), 2),
            roots(8, 1, 16, 16, List.of(13, 11), List.of(5, 5), 2),
            roots(8, 2, 32, 16, List.of(14, 9), List.of(7, 3), 0),
            roots(8, 9, 16, 16, List.of(9, 9), List.of(9, 9), 4),
            roots(12, 1, 16, 16, List.of(17, 14), List.of(7, 7), 3),
            roots(12, 9, 16, 16, List.of(8, 23), List.of(1, 11), 0),
            roots(12, 9, 16, 16, List.of(1, 1), List.of(7, 7), 3),
            roots(16, 9, 16, 16, List.of(13, 2), List.of(4, 2), 0),
            roots(16, 9, 16, 16, List.of(19, 12), List.of(11, 9), 5),
            roots(16, 1, 16, 32, List.of(37), List.of(5), 2),
            roots(8, 2, 16, 16, List.of(4, 5, 6), List.of(4, 3, 5), 1),
            roots(8, 1, 16, 16, List.of(29), List.of(11), 5),
            roots(8, 9, 32, 16, List.of(40), List.of(31), 15),
            roots(16, 2, 16, 16, List.of(70), List.of(31), 15),
            roots(16, 9, 3, 7, List.of(41), List.of(25), 3),
            roots(12, 9, 3, 7, List.of(8, 5), List.of(5, 5), 2),
            points(2, 2, 20, 50, List.of(12, 9), List.of(5, 5), 2),
            points(4, 1, 17, 5, List.of(9, 10), List.of(3, 3), 1),
            roots(6, 2, 20, 50, List.of(12, 12), List.of(5, 5), 0),
            roots(8, 1, 33, 9, List.of(4, 6, 5), List.of(1, 3, 3), 0),
            points(2, 1, 6, 19, List.of(4, 5, 6), List.of(3, 3, 3), 1),
            roots(16, 1, 7, 18, List.of(19, 12), List.of(11, 9), 5),
            roots(8, 1, 21, 35, List.of(40), List.of(31), 15),
            column(4, 9, 6, 16, List.of(14, 14), List.of(5, 5), 0),
            column(4, 1, 16, 32, List.of(10, 21), List.of(5, 5), 2),
            column(2, 2, 20, 50, List.of(12, 12), List.of(5, 3), 1),
            column(6, 2, 3, 7, List.of(19, 33), List.of(3, 3), 1),
            column(2, 9, 5, 3, List.of(9, 40), List.of(7, 2), 0),
            column(3, 1, 2, 5, List.of(3, 9, 7), List.of(1, 4, 3), 0),
            column(3, 1, 2, 5, List.of(3, 9, 21), List.of(1, 4, 3), 0),
            column(4, 1, 1, 1, List.of(1, 1), List.of(5, 5), 2),
            column(4, 2, 2, 20, List.of(9, 4, 8), List.of(5, 1, 3), 0),
            points(2, 9, 3, 16, List.of(6, 6, 18), List.of(3, 3, 1), 0),
            points(4, 9, 3, 16, List.of(14, 18), List.of(3, 1), 0),
            points(4, 1, 4, 6, List.of(8, 17), List.of(3, 1), 0),
            points(4, 9, 4, 6, List.of(8, 5), List.of(3, 1), 0),
            roots(16, 9, 3, 5, List.of(12, 21), List.of(5, 1), 0),
            points(4, 2, 55, 100, List.of(14), List.of(3), 1),
            points(6, 1, 16, 32, List.of(13, 8), List.of(3, 3), 1),
            points(6, 2, 20, 50, List.of(20, 9), List.of(3, 3), 1),
            points(5, 9, 3, 7, List.of(8, 5), List.of(3, 3), 2),
            points(4, 1, 16, 16, List.of(9, 11), List.of(5, 5), 2),
            points(4, 9, 5, 6, List.of(9, 10), List.of(3, 5), 0),
            points(2, 1, 17, 5, List.of(10, 9), List.of(7, 2), 0),
            points(2, 9, 16, 16, List.of(6, 12), List.of(1, 7), 0),
            points(3, 2, 6, 16, List.of(11, 7), List.of(6, 4), 2),
            points(4, 9, 16, 112, List.of(14, 14), List.of(3, 3), 1),
            points(4, 9, 16, 128, List.of(10, 10), List.of(5, 5), 0))
        .flatMap(each -> Machine.ALL.stream().map(machine -> test(each, machine)));
  }

  /** Tiles of all sizes that there are, each of which has matrices of its own. */
  @TestFactory
  Stream<DynamicTest> allTilesOfFourierTransforms() {
    return Stream.of(4, 6, 8, 12, 16)
        .flatMap(
            order ->
                IntStream.rangeClosed(2, order + 2)
                    .boxed()
                    .flatMap(
                        taps ->
                            IntStream.rangeClosed(1, order + 3 - taps)
                                .mapToObj(
                                    extent -> {
                                      List<Integer> extents =
                                          List.of(extent + taps - 1, extent + 3);
                                      List<Integer> kernel = List.of(taps, Math.min(taps, 4));
                                      return roots(order, 9, 16, 16, extents, kernel, 0);
                                    })))
        .map(each -> test(each, Machine.VECTOR_512));
  }

  private static DynamicTest test(Case each, Machine machine) {
    return DynamicTest.dynamicTest(each + ", " + machine.label(), () -> check(each, machine));
  }

  private static void check(Case each, Machine machine) {
    Random random = new Random(5);
    for (boolean flip : new boolean[] {false, true}) {
      Graph graph = graph(each, flip);
      Map<String, double[]> parameters =
          Map.of(
              "c.weight", values(graph.node(1).shape(), random),
              "c.bias", values(graph.node(2).shape(), random));
      double[] image = values(graph.node(0).shape(), random);
      double[] wanted = GraphInterpreter.evaluate(graph, parameters, image).output(0);

      TransformPolicy policy =
          (_, _) -> Optional.of(new TransformPolicy.Blocks(each.family(), each.rows()));
      Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS, policy);
      assertThat(rewritten.nodes())
          .anyMatch(node -> node.operation() instanceof Operation.TransformInput);
      double[] scores = GraphInterpreter.evaluate(rewritten, parameters, image).output(0);
      GraphChecks.close(() -> "rewritten", scores, wanted, 1e-9);

      Interpreted pass = new Interpreted(rewritten, machine);
      pass.soilFillings();
      GraphChecks.close(() -> "lowered", pass.scores(parameters, image), wanted, 1e-4);
    }
  }

  private static double[] values(Shape shape, Random random) {
    return random.doubles(shape.size(), -1, 1).toArray();
  }

  private static Graph graph(Case each, boolean flip) {
    GraphBuilder builder = new GraphBuilder("Winograd");
    Node input =
        builder.add(
            "image", "", new Operation.Input(), shape(List.of(each.inputs()), each.extents()));
    Shape weights = shape(List.of(each.outputs(), each.inputs()), each.kernel());
    Node weight =
        builder.add("c.weight", "c", new Operation.Parameter("c.weight", weights), weights);
    Shape biases = Shape.of(each.outputs());
    Node bias = builder.add("c.bias", "c", new Operation.Parameter("c.bias", biases), biases);
    Operation convolution =
        new Operation.Convolution(each.window(), Connections.full(), flip, Epilogue.NONE);
    // A reshaped value lies without a border, which the tiles reach into.
    Node map = builder.add("map", "c", new Operation.Reshape(), input.shape(), input);
    Node sums = builder.add("sums", "c", convolution, map, weight);
    Node biased = builder.add("biased", "c", new Operation.AddBias(), sums, bias);
    Node scores = builder.add("c", "c", new Operation.Activate(Activation.RELU), biased);
    return builder.build(scores);
  }

  private static Shape shape(List<Integer> channels, List<Integer> extents) {
    return new Shape(Stream.concat(channels.stream(), extents.stream()).toList());
  }
}
