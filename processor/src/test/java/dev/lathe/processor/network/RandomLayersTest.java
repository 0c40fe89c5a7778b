package dev.lathe.processor.network;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKinds;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GraphChecks;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Layers that are compositions, with random figures, from the interface that a user writes: the
 * lowered passes against the interpreter, and derivatives against finite differences.
 */
class RandomLayersTest {
  private static final int TRIES = 25;

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void keptElements(@ForAll long seed) {
    Random random = new Random(seed);
    int width = 2 + random.nextInt(9);
    int height = 2 * (1 + random.nextInt(3));
    int layers = 1 + random.nextInt(3);
    check(
        seed,
        random,
        List.of(1 + random.nextInt(5), height, width),
        """
        @Conv(filters = %d, kernel = {1, 3}, padSize = PadSize.FULL) Layer wide();
        @DynamicKMaxPool(top = %d, layer = %d, layers = %d) @Tanh Layer some();
        @Fold(axis = Axis.HEIGHT) Layer folded();
        @KMaxPool(1) Layer y();
        """
            .formatted(
                1 + random.nextInt(9),
                1 + random.nextInt(width),
                1 + random.nextInt(layers),
                layers));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void unpooling(@ForAll long seed) {
    Random random = new Random(seed);
    int height = 2 + random.nextInt(8);
    int width = 2 + random.nextInt(8);
    String pool =
        "value = {%d, %d}, ceil = %b"
            .formatted(1 + random.nextInt(2), 1 + random.nextInt(2), random.nextBoolean());
    check(
        seed,
        random,
        List.of(1 + random.nextInt(9), height, width),
        """
        @Conv(filters = %d, kernel = 3, padding = 1) Layer c();
        @MaxPoolPositions(%s) Layer where();
        @MaxPool(%s, from = "c") @Tanh Layer p();
        @MaxUnpool(value = {%d, %d}, positions = "where") Layer u();
        @Conv(filters = 2, kernel = 3, padding = 1) Layer y();
        """
            .formatted(1 + random.nextInt(9), pool, pool, height, width));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void generatedWeights(@ForAll long seed) {
    Random random = new Random(seed);
    int channels = 2 * (1 + random.nextInt(4));
    int height = 3 + random.nextInt(4);
    int width = 3 + random.nextInt(4);
    int filters = 2 * (1 + random.nextInt(4));
    String figures = "filters = %d, kernel = 3, stride = {1, 2}".formatted(filters);
    record Generated(String annotation, int weights) {}
    List<Generated> choices =
        List.of(
            new Generated("@Conv(" + figures, filters * channels * 9),
            new Generated("@Conv(groups = 2, " + figures, filters * channels / 2 * 9),
            new Generated(
                "@Conv(groups = %d, filters = %d, kernel = 3".formatted(channels, 2 * channels),
                2 * channels * 9),
            new Generated(
                "@Conv(filters = 2, kernel = 3, table = {@Maps({1, 0}), @Maps(1)}", 3 * 9),
            new Generated("@TransposedConv(" + figures, channels * filters * 9),
            new Generated("@TransposedConv(groups = 2, " + figures, channels * filters / 2 * 9),
            new Generated("@Dense(value = 5", 5 * channels * height * width));
    Generated generated = choices.get(random.nextInt(choices.size()));
    check(
        seed,
        random,
        List.of(channels, height, width),
        """
        @GlobalAvgPool Layer mean();
        @Dense(%d) @Tanh Layer hyper();
        @Conv(filters = %d, kernel = 1, from = "input") Layer x();
        %s, bias = %b, weights = "hyper") Layer y();
        """
            .formatted(
                generated.weights(), channels, generated.annotation(), random.nextBoolean()));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void transformedFilters(@ForAll long seed) {
    Random random = new Random(seed);
    int kernel = 1 + random.nextInt(5);
    int rotations = 1 << random.nextInt(4);
    int other = rotations < 4 ? 1 + random.nextInt(4) : kernel;
    String scales = List.of("1", "{1, 1.5}", "{0.5, 1, 2}", "{0.8}").get(random.nextInt(4));
    check(
        seed,
        random,
        List.of(1 + random.nextInt(3), 5 + random.nextInt(4), 5 + random.nextInt(4)),
        """
        @Conv(filters = 2, kernel = 1) Layer x();
        @InvariantConv(filters = %d, kernel = {%d, %d}, stride = %d, padding = %d, rotations = %d,
            reflections = %b, scales = %s, bias = %b) Layer y();
        """
            .formatted(
                1 + random.nextInt(5),
                kernel,
                other,
                1 + random.nextInt(2),
                random.nextInt(3),
                rotations,
                random.nextBoolean(),
                scales,
                random.nextBoolean()));
  }

  private static void check(long seed, Random random, List<Integer> input, String layers) {
    String source =
        CompiledInterface.file(
            """
            @Network(input = %s)
            @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)
            public interface Net extends Classifier {
            %s}
            """
                .formatted(input.toString().replace('[', '{').replace(']', '}'), layers));
    NetworkModel network = FrontEnd.model("Net", source);
    GraphChecks.lower(seed, ForwardGraph.of(network), random);
    Graph training =
        Gradient.of(
            ForwardGraph.ofTraining(network), LossKinds.of(network.training().orElseThrow()), true);
    GraphChecks.lower(seed, training, random);
    GraphChecks.derivatives(seed, training, random);
  }
}
