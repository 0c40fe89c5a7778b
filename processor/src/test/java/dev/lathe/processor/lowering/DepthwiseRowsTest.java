package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.EpilogueFusion;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A depthwise convolution that is all there is between a network's ends goes along the rows of the
 * caller's image, unless these are too short or are stepped over.
 */
class DepthwiseRowsTest {

  /**
   * A geometry.
   *
   * @param multiplier maps that each map becomes
   * @param axis that vectors run along
   */
  private record Case(
      Machine machine,
      int channels,
      int multiplier,
      int height,
      int width,
      int kernel,
      int stride,
      int padding,
      String axis) {}

  @TestFactory
  Stream<DynamicTest> layers() {
    return Stream.of(
            new Case(Machine.VECTOR_512, 40, 1, 9, 56, 3, 1, 1, "x"),
            new Case(Machine.VECTOR_512, 33, 2, 6, 17, 5, 1, 2, "x"),
            new Case(Machine.VECTOR_512, 16, 1, 5, 40, 1, 1, 0, "x"),
            new Case(Machine.VECTOR_512, 16, 1, 30, 30, 7, 1, 0, "x"),
            new Case(Machine.VECTOR_256, 24, 1, 7, 20, 3, 1, 0, "x"),
            new Case(Machine.VECTOR_128, 8, 1, 4, 6, 3, 1, 1, "x"),
            new Case(Machine.VECTOR_512, 32, 1, 8, 15, 3, 1, 1, "group"),
            new Case(Machine.VECTOR_512, 32, 1, 8, 40, 3, 2, 1, "group"))
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> check(each)));
  }

  private static void check(Case each) {
    Random random = new Random(7);
    int maps = each.channels() * each.multiplier();
    Shape weights = new Shape(List.of(maps, 1, each.kernel(), each.kernel()));
    Graph graph = graph(each, weights);
    int size = each.channels() * each.height() * each.width();
    double[] image = random.doubles(size, -1, 1).toArray();
    Map<String, double[]> parameters =
        Map.of("c1.weight", random.doubles(weights.size(), -1, 1).toArray());
    Graph rewritten = Rewrites.apply(graph, new EpilogueFusion(each.machine()));
    Interpreted pass = new Interpreted(rewritten, each.machine());

    int convolution = rewritten.outputs().getFirst();
    assertThat(pass.plan().scheduled().contractions(convolution).getFirst().tiling().vectorAxis())
        .isEqualTo(each.axis());

    GraphChecks.scores(graph, pass, parameters, image, 1e-5);
  }

  private static Graph graph(Case each, Shape weights) {
    GraphBuilder builder = new GraphBuilder("DepthwiseRows");
    Shape image = new Shape(List.of(each.channels(), each.height(), each.width()));
    Node input = builder.add("image", "", new Operation.Input(), image);
    Node weight =
        builder.add("c1.weight", "c1", new Operation.Parameter("c1.weight", weights), weights);
    Window window =
        new Window(
            List.of(each.kernel(), each.kernel()),
            List.of(each.stride(), each.stride()),
            List.of(each.padding(), each.padding()),
            List.of(each.padding(), each.padding()),
            List.of(1, 1));
    Operation convolution =
        new Operation.Convolution(
            window, new Connections.Groups(each.channels()), false, Epilogue.NONE);
    return builder.build(builder.add("c1", "c1", convolution, input, weight));
  }
}
