package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Evaluation;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Trainer;
import dev.lathe.runtime.train.TrainingResult;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Training where a batch is more than its images: batch normalisation, dropout, class weights. */
class BatchTrainingTest {
  private static final int IMAGES = 200;

  private static final CompiledInterface NORMALISED =
      CompiledInterface.compile(
          "Normalised",
          """
          @Network(input = {1, 6, 6})
          @Trainable(classWeights = {1, 2})
          public interface Normalised extends Classifier {
            @Conv(filters = 5, kernel = 3, bias = false) Layer conv();
            @BatchNorm @Relu Layer norm();
            @Dense(2) Layer scores();
          }
          """);

  private static final CompiledInterface DROPPED =
      CompiledInterface.compile(
          "Dropped",
          """
          @Network(input = {1, 6, 6})
          @Trainable
          public interface Dropped extends Classifier {
            @Dense(16) @Relu Layer hidden();
            @Dropout(0.5) Layer dropped();
            @Dense(2) Layer scores();
          }
          """);

  private static Dataset data(int seed) {
    Random random = new Random(seed);
    float[] pixels = new float[IMAGES * 36];
    int[] labels = new int[IMAGES];
    for (int k = 0; k < IMAGES; k++) {
      labels[k] = random.nextInt(2);
      for (int i = 0; i < 36; i++) {
        // The one class is bright on the left, the other one on the right.
        boolean bright = i % 6 < 3 == (labels[k] == 0);
        pixels[k * 36 + i] = (float) (3 + (bright ? 1 : 0) + 0.5 * random.nextGaussian());
      }
    }
    return Dataset.ofFloats(pixels, new int[] {1, 6, 6}, labels, 2);
  }

  private static TrainingResult train(Classifier network, int threads, long seed)
      throws InterruptedException {
    return Trainer.of(network, data(1))
        .schedule(Schedule.constant(0.02f))
        .batchSize(16)
        .epochs(4)
        .threads(threads)
        .seed(seed)
        .augment(Augmentation.NONE.translated(0.5f, 0.5f).rotated(5).bordered(3))
        .evaluateOn(data(2))
        .build()
        .train();
  }

  private static Classifier load(CompiledInterface compiled) {
    return compiled.load(CompiledInterface.paths().getLast(), Weights.random(3));
  }

  @Test
  void trainingIsTheSameForTheSameSeedAndThreads() throws InterruptedException {
    for (CompiledInterface compiled : new CompiledInterface[] {NORMALISED, DROPPED}) {
      for (int threads = 1; threads <= 3; threads++) {
        Weights first = train(load(compiled), threads, 7).weights();
        Weights second = train(load(compiled), threads, 7).weights();
        for (String name : first.names()) {
          assertThat(second.tensor(name).values()).isEqualTo(first.tensor(name).values());
        }
      }
    }
  }

  @Test
  void batchNormalisationLearnsAndItsEvaluationIsInference() throws InterruptedException {
    Classifier network = load(NORMALISED);
    TrainingResult result = train(network, 2, 7);
    Evaluation own = result.best().evaluation();
    assertThat(own).isNotNull();
    assertThat(own.accuracy()).isGreaterThan(0.95);
    Evaluation again = Evaluation.of(network, data(2), 1);
    assertThat(again.accuracy()).isEqualTo(own.accuracy());
    assertThat(again.loss()).isCloseTo(own.loss(), within(0.05));
    assertThat(result.weights().names())
        .containsExactly(
            "conv.weight",
            "norm.weight",
            "norm.bias",
            "norm.running_mean",
            "norm.running_var",
            "scores.weight",
            "scores.bias");
    assertThat(result.weights().tensor("norm.running_var").values()[0]).isNotEqualTo(1);
    assertThat(CompiledNetwork.of(network).weights().tensor("norm.running_mean").values())
        .isEqualTo(result.weights().tensor("norm.running_mean").values());
  }

  @Test
  void dropoutHangsOnTheSeedAndIsOffOutsideOfTraining() throws InterruptedException {
    Classifier network = load(DROPPED);
    float[] image = new float[36];
    assertThat(network.scores(image)).isEqualTo(network.scores(image));
    Evaluation before = Evaluation.of(network, data(2), 1);
    assertThat(Evaluation.of(network, data(2), 1)).isEqualTo(before);

    Weights one = train(network, 1, 7).weights();
    Weights other = train(load(DROPPED), 1, 8).weights();
    assertThat(other.tensor("hidden.weight").values())
        .isNotEqualTo(one.tensor("hidden.weight").values());
    assertThat(Evaluation.of(network, data(2), 1).accuracy()).isGreaterThan(0.95);
  }
}
