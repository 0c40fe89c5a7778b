package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.memory.Placement;
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
 * First layers whose vectors step over the cells of a row: the image is copied with its rows sorted
 * by phase, and the result is that of the interpreter.
 */
class SplitRowsTest {

  /** Width of the image, kernel, and the pooling behind it; odd ones leave rows ragged. */
  private record Case(int width, int kernel, int pool) {}

  @TestFactory
  Stream<DynamicTest> firstLayers() {
    return Stream.of(
            new Case(32, 5, 2),
            new Case(31, 5, 2),
            new Case(32, 3, 3),
            new Case(44, 5, 2),
            new Case(67, 5, 2),
            new Case(64, 5, 2))
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> check(each)));
  }

  private static void check(Case each) {
    Random random = new Random(5);
    Shape weights = new Shape(List.of(6, 1, each.kernel(), each.kernel()));
    Graph graph = graph(each, weights);
    double[] image = random.doubles((long) each.width() * each.width(), -1, 1).toArray();
    Map<String, double[]> parameters =
        Map.of("c1.weight", random.doubles(weights.size(), -1, 1).toArray());
    Machine machine = Machine.VECTOR_512;
    Interpreted pass = new Interpreted(Rewrites.apply(graph, new EpilogueFusion(machine)), machine);

    Placement place = pass.plan().placement(0);
    assertThat(place.split().phases()).isEqualTo(each.pool());

    GraphChecks.scores(graph, pass, parameters, image, 1e-5);
  }

  private static Graph graph(Case each, Shape weights) {
    GraphBuilder builder = new GraphBuilder("SplitRows");
    Shape image = new Shape(List.of(1, each.width(), each.width()));
    Node input = builder.add("image", "", new Operation.Input(), image);
    Node weight =
        builder.add("c1.weight", "c1", new Operation.Parameter("c1.weight", weights), weights);
    Window window = Window.of(each.kernel(), each.kernel());
    Node convolution =
        builder.add(
            "c1", "c1", new Operation.Convolution(window, false, Epilogue.NONE), input, weight);
    Window pool =
        new Window(
            List.of(each.pool(), each.pool()),
            List.of(each.pool(), each.pool()),
            List.of(0, 0),
            List.of(0, 0),
            List.of(1, 1));
    Operation pooling = new Operation.MaxPool(pool);
    return builder.build(builder.add("s2", "s2", pooling, convolution));
  }
}
