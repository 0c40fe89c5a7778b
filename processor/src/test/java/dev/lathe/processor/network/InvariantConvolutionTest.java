package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.RandomValues;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a layer with transformed filters promises: a turned image gives the turned responses. */
class InvariantConvolutionTest {
  private static final int SIDE = 7;

  private final Random random = new Random(5);

  @Test
  void quarterTurnsOfTheImageTurnTheResponses() {
    Graph graph = graph("filters = 2, kernel = 3, rotations = 4");
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] image = RandomValues.values(SIDE * SIDE, 1, random);

    double[] responses = evaluate(graph, parameters, image);
    double[] ofTurned = evaluate(graph, parameters, turned(image, SIDE));

    assertThat(ofTurned).containsExactly(turned(responses, SIDE - 2), within(1e-12));
  }

  @Test
  void eighthTurnsKeepThePromiseOfQuarterTurns() {
    Graph graph = graph("filters = 1, kernel = 4, rotations = 8, reflections = true");
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] image = RandomValues.values(SIDE * SIDE, 1, random);

    double[] responses = evaluate(graph, parameters, image);

    assertThat(evaluate(graph, parameters, turned(image, SIDE)))
        .containsExactly(turned(responses, SIDE - 3), within(1e-12));
    assertThat(evaluate(graph, parameters, mirrored(image, SIDE)))
        .containsExactly(mirrored(responses, SIDE - 3), within(1e-12));
  }

  @Test
  void aFilterTurnedBy45DegreesSeesTheDiagonal() {
    Graph graph = graph("filters = 1, kernel = 3, rotations = 8, bias = false");
    // A bar along the middle row; turned by 45 degrees, one from the lower left to the upper right.
    Map<String, double[]> parameters = new HashMap<>();
    parameters.put("y.weight", new double[] {-1, -1, -1, 1, 1, 1, -1, -1, -1});
    double[] bar = new double[SIDE * SIDE];
    double[] diagonal = new double[SIDE * SIDE];
    for (int k = 0; k < SIDE; k++) {
      bar[SIDE / 2 * SIDE + k] = 1;
      diagonal[(SIDE - 1 - k) * SIDE + k] = 1;
    }
    int middle = (SIDE - 2) / 2 * (SIDE - 2) + (SIDE - 2) / 2;
    assertThat(evaluate(graph, parameters, bar)[middle]).isEqualTo(3, within(1e-12));
    // Two cells at distance sqrt(2) from the centre are read where a side's weight ends.
    assertThat(evaluate(graph, parameters, diagonal)[middle]).isGreaterThan(1.5);
  }

  @Test
  void enlargedFiltersAnswerPlainAreasAlike() {
    Graph plain = graph("filters = 1, kernel = 3, padding = 3, bias = false");
    Graph large = graph("filters = 1, kernel = 3, padding = 3, bias = false, scales = {2}");
    Map<String, double[]> ones = Map.of("y.weight", new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1});
    double[] image = new double[SIDE * SIDE];
    Arrays.fill(image, 1);
    int middle = (SIDE + 4) / 2 * (SIDE + 4) + (SIDE + 4) / 2;
    assertThat(evaluate(plain, ones, image)[middle]).isEqualTo(9, within(1e-12));
    // The filter's outermost half cells, which fade to zero, lie beyond the five cells that it has.
    assertThat(evaluate(large, ones, image)[middle]).isBetween(6.0, 9.0);
  }

  private static Graph graph(String figures) {
    return ForwardGraph.of(
        FrontEnd.model(
            "Net",
            CompiledInterface.file(
                """
                @Network(input = {1, %d, %d})
                public interface Net extends Classifier {
                  @InvariantConv(%s) Layer y();
                }
                """
                    .formatted(SIDE, SIDE, figures))));
  }

  private static double[] evaluate(Graph graph, Map<String, double[]> parameters, double[] image) {
    for (Node node : graph.parameters()) {
      assertThat(parameters).containsKey(((Operation.Parameter) node.operation()).name());
    }
    return GraphInterpreter.evaluate(graph, parameters, image).output(0);
  }

  /** Every map of a square side, turned counter-clockwise by 90 degrees. */
  private static double[] turned(double[] maps, int side) {
    double[] turned = new double[maps.length];
    for (int k = 0; k < maps.length; k++) {
      int row = k / side % side;
      int column = k % side;
      turned[k] = maps[k - row * side - column + column * side + side - 1 - row];
    }
    return turned;
  }

  private static double[] mirrored(double[] maps, int side) {
    double[] mirrored = new double[maps.length];
    for (int k = 0; k < maps.length; k++) {
      mirrored[k] = maps[k / side * side + side - 1 - k % side];
    }
    return mirrored;
  }
}
