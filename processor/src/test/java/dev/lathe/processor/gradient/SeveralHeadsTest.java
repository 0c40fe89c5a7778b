package dev.lathe.processor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.LossFigures;
import dev.lathe.processor.network.NetworkInput;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** A network of two inputs, three outputs and a loss for each. */
class SeveralHeadsTest {
  private static final double STEP = 1e-5;
  private static final Shape LEFT = Shape.of(2, 3);
  private static final Shape RIGHT = Shape.of(4);

  @Test
  void theInputsLieBehindEachOtherAndSoDoTheOutputs() {
    Graph graph = ForwardGraph.of(network());
    Random random = new Random(1);
    Map<String, double[]> parameters = parameters(graph, random);
    double[] input = numbers(random, 10);

    double[] scores = GraphInterpreter.evaluate(graph, parameters, input).output(0);

    assertThat(scores).hasSize(3 + 3 + 4);
    double[] weight = parameters.get("right.weight");
    for (int o = 0; o < 4; o++) {
      double sum = parameters.get("right.bias")[o];
      for (int i = 0; i < 4; i++) {
        sum += weight[4 * o + i] * input[6 + i];
      }
      assertThat(scores[6 + o]).isCloseTo(sum, within(1e-12));
    }
  }

  @Test
  void theLossIsTheWeightedSumAndItsDerivativesAreRight() {
    Training wanted = network().training().orElseThrow();
    Graph training = Gradient.of(ForwardGraph.ofTraining(network()), LossKinds.of(wanted), true);
    Random random = new Random(2);
    Map<String, double[]> parameters = parameters(training, random);
    double[] input = numbers(random, 10);
    // One label for both classifying heads, and four numbers.
    double[] target = {0, 1, 0, 0.3, -1, 2, 0.5};

    List<double[]> outputs =
        GraphInterpreter.evaluate(training, parameters, input, target).outputs();

    double[] y = outputs.get(0);
    double expected =
        logLoss(y, 0, 1) + 0.3 * logLoss(y, 3, 1) + 0.5 * squaredError(y, 6, target, 3);
    assertThat(outputs.get(1)[0]).isCloseTo(expected, within(1e-12));
    int output = 2;
    for (Node parameter : training.learned()) {
      checkSlopes(training, parameters, input, target, parameters.get(parameter.name()), output++);
    }
    checkSlopes(training, parameters, input, target, input, output);
  }

  private static NetworkModel network() {
    Shape three = Shape.of(3, 1);
    Shape four = Shape.of(4);
    List<LayerModel> layers =
        List.of(
            dense("left", LayerModel.input(0), 3, LEFT, three),
            dense("both", 0, 3, three, three),
            dense("right", LayerModel.input(1), 4, RIGHT, four));
    LossFigures plain = LossFigures.DEFAULT;
    Training training =
        new Training(
            List.of(
                new HeadLoss(1, Loss.CROSS_ENTROPY, plain, 1, 0),
                new HeadLoss(0, Loss.CROSS_ENTROPY, plain, 0.3, 0),
                new HeadLoss(2, Loss.MEAN_SQUARED_ERROR, plain, 0.5, 2)),
            /* inputGradient= */ true);
    return new NetworkModel(
        "",
        List.of("Net"),
        List.of(),
        List.of(new NetworkInput("left", LEFT), new NetworkInput("right", RIGHT)),
        layers,
        List.of(1, 0, 2),
        List.of(),
        List.of(),
        Optional.of(training),
        Precision.FAST,
        false);
  }

  private static LayerModel dense(String name, int source, int units, Shape input, Shape output) {
    return new LayerModel(
        name,
        List.of(source),
        Optional.of(new LayerOperation.Dense(units, /* bias= */ true)),
        Optional.empty(),
        List.of(input),
        output);
  }

  private static double logLoss(double[] y, int from, int label) {
    double sum = Math.exp(y[from]) + Math.exp(y[from + 1]) + Math.exp(y[from + 2]);
    return Math.log(sum) - y[from + label];
  }

  private static double squaredError(double[] y, int from, double[] target, int targetFrom) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double error = y[from + i] - target[targetFrom + i];
      sum += error * error / 4;
    }
    return sum;
  }

  private static void checkSlopes(
      Graph training,
      Map<String, double[]> parameters,
      double[] input,
      double[] target,
      double[] varied,
      int output) {
    double[] derivative =
        GraphInterpreter.evaluate(training, parameters, input, target).output(output);
    for (int i = 0; i < varied.length; i++) {
      double before = varied[i];
      varied[i] = before + STEP;
      double ahead = GraphInterpreter.evaluate(training, parameters, input, target).output(1)[0];
      varied[i] = before - STEP;
      double behind = GraphInterpreter.evaluate(training, parameters, input, target).output(1)[0];
      varied[i] = before;
      assertThat(derivative[i])
          .as("output %d, element %d of\n%s", output, i, training.print())
          .isCloseTo((ahead - behind) / (2 * STEP), within(1e-6));
    }
  }

  private static Map<String, double[]> parameters(Graph graph, Random random) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (Node parameter : graph.learned()) {
      parameters.put(parameter.name(), numbers(random, parameter.shape().size()));
    }
    return parameters;
  }

  private static double[] numbers(Random random, int size) {
    return DoubleStream.generate(random::nextGaussian).limit(size).toArray();
  }
}
