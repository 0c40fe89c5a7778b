package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  private static final Dataset TRAINING = ToyData.separable(203, 1);
  private static final Dataset HELD_OUT = ToyData.separable(101, 2);

  private static Trainer.Builder trainer(ToyNetwork network, int threads) {
    return Trainer.of(network, TRAINING)
        .optimizer(Sgd.withNesterovMomentum(0.9f))
        .schedule(Schedule.cosine(0.1f).afterWarmUp(0.1))
        .batchSize(16)
        .epochs(4)
        .seed(7)
        .threads(threads);
  }

  private static float[] values(Weights weights) {
    float[] all = new float[15];
    System.arraycopy(weights.tensor("output.weight").values(), 0, all, 0, 12);
    System.arraycopy(weights.tensor("output.bias").values(), 0, all, 12, 3);
    return all;
  }

  private static float[] trained(int threads, long seed) throws InterruptedException {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    return values(trainer(network, threads).seed(seed).build().train().weights());
  }

  @Test
  void learnsASeparableProblem() throws InterruptedException {
    ToyNetwork network = new ToyNetwork(Weights.random(3));

    TrainingResult result = trainer(network, 2).evaluateOn(HELD_OUT).build().train();

    assertThat(result.epochs()).hasSize(4);
    Evaluation evaluation = Evaluation.of(network, HELD_OUT, 3);
    assertThat(evaluation.accuracy()).isEqualTo(1);
    assertThat(evaluation.count()).isEqualTo(101);
    Evaluation best = result.best().evaluation();
    assertThat(best).isNotNull();
    assertThat(evaluation.loss()).isCloseTo(best.loss(), within(1e-6));
    assertThat(values(network.weights())).containsExactly(values(result.weights()));
  }

  @Test
  void oneSeedAndNumberOfThreadsGiveTheSameBits() throws InterruptedException {
    for (int threads : new int[] {1, 2, 3, 5}) {
      assertThat(trained(threads, 7)).containsExactly(trained(threads, 7));
    }
    assertThat(trained(1, 8)).as("another order").isNotEqualTo(trained(1, 7));
  }

  @Test
  void theNumberOfThreadsChangesTheRoundingOnly() throws InterruptedException {
    float[] one = trained(1, 7);
    // More than the images of a batch: some threads have nothing to do.
    for (int threads : new int[] {2, 3, 4, 20}) {
      assertThat(trained(threads, 7)).containsExactly(one, within(1e-4f));
    }
  }

  @Test
  void aBatchIsItsImagesMeanAndTheLastMayBeSmaller() throws InterruptedException {
    // Plain descent by hand, in double, over the orders that the trainer tells nobody: one batch of
    // all images has no order.
    Dataset seven = TRAINING.slice(0, 7);
    ToyNetwork whole = new ToyNetwork(Weights.random(3));
    double[] expected = descend(values(whole.weights()), seven, 3, 0.5);

    Trainer.of(whole, seven)
        .optimizer(new Sgd())
        .schedule(Schedule.constant(0.5f))
        .batchSize(100)
        .epochs(3)
        .threads(2)
        .build()
        .train();

    float[] actual = values(whole.weights());
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  private static double[] descend(float[] begin, Dataset data, int steps, double rate) {
    double[] p = new double[begin.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = begin[i];
    }
    for (int step = 0; step < steps; step++) {
      double[] gradient = new double[p.length];
      for (int n = 0; n < data.size(); n++) {
        addGradient(p, data, n, gradient);
      }
      for (int i = 0; i < p.length; i++) {
        p[i] -= rate * gradient[i] / data.size();
      }
    }
    return p;
  }

  private static void addGradient(double[] p, Dataset data, int n, double[] gradient) {
    float[] image = new float[4];
    data.copyImage(n, image, 0);
    double[] scores = new double[3];
    double sum = 0;
    for (int o = 0; o < 3; o++) {
      scores[o] = p[12 + o];
      for (int i = 0; i < 4; i++) {
        scores[o] += p[o * 4 + i] * image[i];
      }
      sum += Math.exp(scores[o]);
    }
    for (int o = 0; o < 3; o++) {
      double derivative = Math.exp(scores[o]) / sum - (data.label(n) == o ? 1 : 0);
      gradient[12 + o] += derivative;
      for (int i = 0; i < 4; i++) {
        gradient[o * 4 + i] += derivative * image[i];
      }
    }
  }

  @Test
  void everyImageIsSeenOnceAnEpoch() throws InterruptedException {
    List<Progress> seen = new ArrayList<>();
    Trainer.Builder builder = trainer(new ToyNetwork(Weights.random(3)), 2);
    builder.listener(
        new TrainingListener() {
          @Override
          public void stepDone(Progress progress) {
            seen.add(progress);
          }
        });
    builder.build().train();

    assertThat(seen).hasSize(4 * 13);
    assertThat(seen.get(11).images()).isEqualTo(192);
    assertThat(seen.get(12).images()).isEqualTo(203);
    assertThat(seen.get(51).step()).isEqualTo(52);
    assertThat(seen.get(51).steps()).isEqualTo(52);
    assertThat(seen.get(51).epoch()).isEqualTo(4);
    assertThat(seen.get(51).loss()).isLessThan(seen.get(12).loss());
  }

  @Test
  void savesTheBestWeights(@TempDir Path folder) throws InterruptedException {
    Path file = folder.resolve("new/best.safetensors");
    List<Boolean> saved = new ArrayList<>();
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void bestSaved(EpochSummary summary, Path path) {
            assertThat(path).exists();
            saved.add(summary.best());
          }
        };

    TrainingResult result =
        trainer(network, 1)
            .evaluateOn(HELD_OUT)
            .saveBestTo(file)
            .listener(listener)
            .build()
            .train();

    long better = result.epochs().stream().filter(EpochSummary::best).count();
    assertThat(saved).hasSize((int) better).doesNotContain(false);
    assertThat(values(Weights.of(file))).containsExactly(values(result.weights()));
  }

  @Test
  void frozenParametersStayAsTheyAre() throws InterruptedException {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    Weights before = network.weights();
    trainer(network, 2).freeze("output.weight").build().train();
    assertThat(network.weights().tensor("output.weight").values())
        .containsExactly(before.tensor("output.weight").values());
    assertThat(network.weights().tensor("output.bias").values())
        .isNotEqualTo(before.tensor("output.bias").values());
  }

  @Test
  void whatIsFrozenExists() {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    assertThatThrownBy(() -> trainer(network, 1).freeze("output.wieght"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no parameter output.wieght to freeze")
        .hasMessageContaining("output.weight, output.bias");
  }

  @Test
  void theBestEpochIsTheResultNotTheLast() throws InterruptedException {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    Optimizer.Updater descent = new Sgd().start(15);
    // Descends for one epoch of 13 steps, then climbs.
    Optimizer spoiling =
        parameters ->
            (step, rate, p, g, from, to) ->
                descent.update(step, step <= 13 ? rate : -rate, p, g, from, to);

    TrainingResult result =
        trainer(network, 1)
            .optimizer(spoiling)
            .schedule(Schedule.constant(0.1f))
            .epochs(10)
            .evaluateOn(HELD_OUT)
            .patience(2)
            .build()
            .train();

    assertThat(result.best().last().epoch()).isEqualTo(1);
    assertThat(result.epochs()).as("stopped early").hasSize(3);
    assertThat(values(network.weights())).containsExactly(values(result.weights()));
    Evaluation best = result.best().evaluation();
    assertThat(best).isNotNull();
    assertThat(Evaluation.of(network, HELD_OUT, 1).accuracy()).isEqualTo(best.accuracy());
  }

  @Test
  void aFailingListenerEndsTheTrainingAndChangesNothing() {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    float[] before = values(network.weights());
    List<String> told = new ArrayList<>();
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void stepDone(Progress progress) {
            if (progress.step() == 20) {
              throw new IllegalStateException("no more");
            }
          }

          @Override
          public void ended() {
            throw new IllegalStateException("not even this");
          }
        };
    TrainingListener other =
        new TrainingListener() {
          @Override
          public void ended() {
            told.add("ended");
          }
        };

    Trainer trainer = trainer(network, 3).listener(failing).listener(other).build();

    assertThatThrownBy(trainer::train)
        .hasMessage("no more")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(told).containsExactly("ended");
    assertThat(values(network.weights())).containsExactly(before);
    assertThat(trainingThreads()).isEmpty();
  }

  @Test
  void aFailureOfAWorkerReachesTheCaller() {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    Optimizer failing =
        parameters ->
            (step, rate, p, g, from, to) -> {
              if (Thread.currentThread().getName().equals("lathe-train-2")) {
                throw new UnsupportedOperationException("in a worker");
              }
            };

    assertThatThrownBy(() -> trainer(network, 3).optimizer(failing).build().train())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("in a worker");
    assertThat(trainingThreads()).isEmpty();
  }

  @Test
  void anInterruptEndsTheTraining() {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    float[] before = values(network.weights());
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void stepDone(Progress progress) {
            if (progress.step() == 5) {
              Thread.currentThread().interrupt();
            }
          }
        };

    Trainer trainer = trainer(network, 2).listener(interrupting).build();

    assertThatThrownBy(trainer::train)
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining("after step 5");
    assertThat(values(network.weights())).containsExactly(before);
    assertThat(trainingThreads()).isEmpty();
  }

  @Test
  void aLossThatIsNotFiniteNamesStepAndRate() {
    Weights huge =
        Weights.of(
            Map.of(
                "output.weight", new Tensor(new int[] {3, 4}, new float[12]),
                "output.bias", new Tensor(new int[] {3}, new float[] {1e30f, 0, 0})));
    ToyNetwork network = new ToyNetwork(huge);

    assertThatThrownBy(() -> trainer(network, 2).build().train())
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("step 1 of 52")
        .hasMessageContaining("learning rate is 0.0")
        .hasMessageContaining("ToyNetwork");
  }

  @Test
  void refusesWhatDoesNotFit() {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    Dataset wide = Dataset.ofFloats(new float[5], new int[] {5}, new int[1], 3);
    Dataset few = Dataset.ofFloats(new float[4], new int[] {4}, new int[1], 2);

    assertThatThrownBy(() -> Trainer.of(network, wide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[5]")
        .hasMessageContaining("[4]");
    assertThatThrownBy(() -> Trainer.of(network, few))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 classes")
        .hasMessageContaining("learns from 3 a target, one for each score");
    assertThatThrownBy(() -> Trainer.of(network, TRAINING.slice(0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> Trainer.of("a string", TRAINING))
        .isInstanceOf(IllegalArgumentException.class);
    Trainer.Builder builder = Trainer.of(network, TRAINING);
    assertThatThrownBy(() -> builder.batchSize(0)).hasMessageContaining("batch size");
    assertThatThrownBy(() -> builder.threads(0)).hasMessageContaining("threads");
    assertThatThrownBy(() -> builder.patience(1).build()).hasMessageContaining("evaluateOn");
    Trainer wrongRates = Trainer.of(network, TRAINING).schedule((s, n) -> Float.NaN).build();
    assertThatThrownBy(wrongRates::train).hasMessageContaining("NaN at step 0");
  }

  private static List<String> trainingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("lathe-"))
        .toList();
  }
}
