package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.BatchRun;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every operation that the lectures name can be written, compiled, run and differentiated: a small
 * network each. What they compute is held to figures elsewhere.
 */
class LectureOperationsTest {

  /** A network; the layers are separated by semicolons, as in an interface. */
  private record Written(String input, String layers) {}

  private static final List<Written> NETWORKS =
      List.of(
          // Convolutions.
          of("2, 9", "@Conv(filters = 3, kernel = 3)"),
          of("2, 7, 9", "@Conv(filters = 3, kernel = {3, 5}, stride = {2, 1}, dilation = {2, 1})"),
          of("2, 4, 5, 6", "@Conv(filters = 3, kernel = {1, 2, 3}, flip = true)"),
          of("2, 7, 9", "@Conv(filters = 3, kernel = 4, padSize = PadSize.SAME)"),
          of("2, 9", "@Conv(filters = 3, kernel = 4, padSize = PadSize.FULL)"),
          of("1, 7, 9", "@Conv(filters = 3, kernel = 5, padding = {2, 0, 1, 3}, padValue = -1)"),
          of("2, 7, 9", "@Conv(filters = 3, kernel = 3, padding = 1, padMode = PadMode.REFLECT)"),
          of("4, 6", "@Conv(filters = 6, kernel = 3, groups = 2)"),
          of("4, 3, 4, 5", "@Conv(filters = 4, kernel = 2, groups = 4)"),
          of("3, 6", "@Conv(filters = 2, kernel = 3, table = {@Maps({0, 2}), @Maps(1)})"),
          of("3, 4, 4, 4", "@Conv(filters = 2, kernel = 3, table = {@Maps({0, 2}), @Maps(1)})"),
          of("2, 6", "@Conv(filters = 3, kernel = 3, biasPerUnit = true)"),
          of("2, 4, 5, 6", "@Conv(filters = 3, kernel = 3, biasPerUnit = true)"),
          of("2, 6, 6", "@Conv(filters = 3, kernel = 1, bias = false)"),
          of("2, 7", "@LocallyConnected(filters = 3, kernel = 3)"),
          of("2, 7, 5", "@LocallyConnected(filters = 3, kernel = 3, stride = 2, padding = 1)"),
          of("2, 3, 4, 5", "@LocallyConnected(filters = 3, kernel = 2)"),
          of("3, 5", "@TransposedConv(filters = 2, kernel = 3, stride = 2, outputPadding = 1)"),
          of("4, 3, 5", "@TransposedConv(filters = 6, kernel = 3, stride = 3, groups = 2)"),
          of("3, 2, 3, 4", "@TransposedConv(filters = 2, kernel = 2, stride = 2)"),
          // Pooling.
          of("2, 9", "@MaxPool(value = 3, stride = 2, ceil = true)"),
          of("2, 5, 7", "@AvgPool(value = 3, stride = 2, padding = 1, countPadding = true)"),
          of("2, 5, 7", "@AvgPool(value = 3, stride = 2, padding = 1, countPadding = false)"),
          of("2, 4, 4, 4", "@SumPool(2)"),
          of("2, 6, 6", "@LpPool(value = 2, p = 3)"),
          of("2, 6, 6", "@LogSumExpPool(value = 2, beta = 4, mean = true)"),
          of("3, 9", "@KMaxPool(4)"),
          of("3, 9", "@DynamicKMaxPool(top = 2, layer = 1, layers = 3)"),
          of("2, 6, 6", "@GlobalAvgPool"),
          of("5, 9", "@GlobalMaxPool"),
          of("2, 6, 7", "@AdaptiveAvgPool({3, 2})"),
          of("2, 6, 7", "@AdaptiveMaxPool(4)"),
          of("2, 6, 6", "@Subsample(2)"),
          of(
              "2, 6, 6",
              "@MaxPoolPositions(2) Layer where(); @MaxPool(value = 2, from = \"input\") Layer p();"
                  + " @MaxUnpool(value = 6, positions = \"where\")"),
          of("2, 4, 6", "@Fold(axis = Axis.HEIGHT)"),
          of("6, 5", "@Maxout(3)"),
          // Functions.
          of("4", "@ScaledTanh(amplitude = 1.7159, slope = 0.6666667)"),
          of(
              "2, 4",
              "@LeakyRelu(0.1) Layer a(); @ParametricRelu Layer b(); @Elu Layer c();"
                  + " @Selu Layer d(); @Gelu Layer e(); @Silu Layer f(); @Softplus Layer g();"
                  + " @Softsign Layer h(); @HardTanh Layer i(); @HardSigmoid Layer j();"
                  + " @HardSwish Layer k(); @Abs Layer l(); @Relu6 Layer m(); @Mish Layer n();"
                  + " @LogSigmoid Layer o(); @Tanh Layer p(); @Sigmoid Layer q(); @Relu"),
          of("2, 40", "@SoftShrink(0.3) Layer a(); @HardShrink(0.1)"),
          of("4, 3, 3", "@Softmax Layer a(); @LogSoftmax(axis = Axis.WIDTH)"),
          of("4, 6", "@Glu"),
          // Normalisation.
          of(
              "4, 5, 5",
              "@BatchNorm Layer a(); @LayerNorm Layer b(); @GroupNorm(groups = 2) Layer c();"
                  + " @InstanceNorm Layer d(); @LocalResponseNorm Layer e();"
                  + " @LocalContrastNorm(3)"),
          of("4, 5, 5", "@LocalResponseNorm(size = 3, withinChannels = true)"),
          // Movement.
          of("4, 5, 5", "@Dropout(0.5) Layer a(); @Dropout(value = 0.5, maps = true)"),
          of("6", "@Embedding(vocabulary = 3, dimension = 4)"),
          of(
              "2, 3, 4",
              "@Pad({1, 0, 2, 1}) Layer a(); @Upsample(2) Layer b(); @PixelUnshuffle(2)"
                  + " Layer c(); @ChannelShuffle(groups = 4) Layer d(); @PixelShuffle(2)"),
          of(
              "2, 4",
              "@Slice(end = 1) Layer a(); @Concat({\"a\", \"input\"}) Layer b();"
                  + " @Multiply({\"b\", \"a\"}) Layer c(); @Add({\"b\", \"c\"})"),
          of("2, 3, 4", "@Dense(5) Layer a(); @Rbf(3)"),
          // Compositions that have no name of their own: limited weight sharing and heterogeneous
          // pooling (speech), squeeze and excitation, hypernetworks, transformed filters.
          of(
              "2, 12",
              "@Slice(axis = Axis.WIDTH, end = 8, from = \"input\") Layer low(); @Conv(filters = 3,"
                  + " kernel = 4) @Relu Layer lowMaps(); @MaxPool(5) Layer l(); @Slice(axis ="
                  + " Axis.WIDTH, begin = 4, end = 12, from = \"input\") Layer high();"
                  + " @Conv(filters = 3, kernel = 4) @Relu Layer highMaps(); @MaxPool(5) Layer h();"
                  + " @Concat(value = {\"l\", \"h\"}, axis = Axis.WIDTH)"),
          of(
              "1, 12",
              "@Conv(filters = 4, kernel = 3) Layer maps();"
                  + " @Slice(end = 2, from = \"maps\") Layer some(); @AdaptiveMaxPool(2) Layer a();"
                  + " @Slice(begin = 2, end = 4, from = \"maps\") Layer rest();"
                  + " @MaxPool(value = 8, stride = 2) Layer b(); @Concat({\"a\", \"b\"})"),
          of(
              "4, 3, 3",
              "@GlobalAvgPool Layer mean(); @Dense(2) @Relu Layer squeeze(); @Dense(4) @Sigmoid"
                  + " Layer excite(); @Multiply({\"input\", \"excite\"})"),
          of(
              "2, 6, 6",
              "@GlobalAvgPool Layer mean(); @Dense(36) Layer hyper();"
                  + " @Conv(filters = 2, kernel = 3, from = \"input\", weights = \"hyper\")"),
          of(
              "2, 9, 9",
              "@InvariantConv(filters = 2, kernel = 3, rotations = 8, reflections = true,"
                  + " scales = {1, 1.5})"));

  private static Written of(String input, String layers) {
    return new Written(input, layers);
  }

  @Test
  void everyOperationRunsForwardAndBackward() {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (int k = 0; k < NETWORKS.size(); k++) {
      Written written = NETWORKS.get(k);
      bodies.put(
          "Net" + k,
          """
          @Network(input = {%s})
          @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)
          public interface Net%d extends Classifier {
            %s Layer y();
          }
          """
              .formatted(written.input(), k, written.layers()));
    }
    List<CompiledInterface> compiled = CompiledInterface.compileAll(bodies);
    List<String> wrong = new ArrayList<>();
    for (int k = 0; k < compiled.size(); k++) {
      for (VectorPath path : CompiledInterface.paths()) {
        wrong.addAll(check(NETWORKS.get(k), compiled.get(k).load(path, Weights.random(k))));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> check(Written written, Classifier network) {
    CompiledNetwork inside = CompiledNetwork.of(network);
    Random random = new Random(1);
    float[] image = new float[inside.blueprint().inputSize()];
    for (int i = 0; i < image.length; i++) {
      image[i] = written.layers().contains("@Embedding") ? i % 3 : (float) random.nextGaussian();
    }
    List<String> wrong = new ArrayList<>();
    finite(wrong, written, "scores", network.scores(image));
    BatchRun run = new BatchRun(inside, inside.weights());
    run.run(List.of(image), List.of(new float[inside.blueprint().outputSize()]));
    finite(wrong, written, "scores in training", run.scores(0));
    finite(wrong, written, "derivative of the image", run.inputGradient(0));
    for (Map.Entry<String, Tensor> gradient : run.gradients().entrySet()) {
      finite(wrong, written, gradient.getKey(), gradient.getValue().values());
    }
    return wrong;
  }

  private static void finite(List<String> wrong, Written written, String what, float[] values) {
    if (!IntStream.range(0, values.length).allMatch(k -> Float.isFinite(values[k]))) {
      wrong.add(written + ": " + what);
    }
  }
}
