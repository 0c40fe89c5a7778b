package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingStepTest {

  private static final Dataset DATA = ToyData.separable(41, 1);

  private static TrainingStep step(ToyNetwork network) {
    return TrainingStep.of(network, DATA, new Adam());
  }

  /** The trainer's own loop, written by hand. */
  @Test
  void stepsAreTheTrainersBitForBit() throws InterruptedException {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    TrainingStep step = step(network);
    Shuffle shuffle = new Shuffle(DATA.size(), 7);
    double loss = 0;
    for (int epoch = 0; epoch < 3; epoch++) {
      int[] order = shuffle.next();
      loss = 0;
      for (int begin = 0; begin < order.length; begin += 16) {
        int end = Math.min(order.length, begin + 16);
        loss += step.run(order, begin, end, 0.01f) * (end - begin);
      }
    }

    TrainingResult result =
        Trainer.of(network, DATA)
            .optimizer(new Adam())
            .schedule(Schedule.constant(0.01f))
            .batchSize(16)
            .epochs(3)
            .seed(7)
            .build()
            .train();

    for (String name : List.of("output.weight", "output.bias")) {
      assertThat(step.weights().tensor(name)).isEqualTo(result.weights().tensor(name));
    }
    assertThat(loss / DATA.size())
        .isCloseTo(result.epochs().getLast().last().loss(), within(1e-12));
  }

  @Test
  void theNetworkKeepsItsWeights() {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    Weights before = network.weights();

    step(network).run(new int[] {0, 1}, 0, 2, 0.5f);

    assertThat(network.weights()).isSameAs(before);
  }

  @Test
  void refusesImagesThatAreNotThere() {
    ToyNetwork network = new ToyNetwork(Weights.random(3));
    TrainingStep step = step(network);

    assertThatThrownBy(() -> step.run(new int[] {0}, 0, 0, 0.1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A step needs at least one image");
    assertThatThrownBy(() -> step.run(new int[] {0}, 0, 2, 0.1f))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> step.run(new int[] {41}, 0, 1, 0.1f))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(step.weights().tensor("output.weight"))
        .isEqualTo(network.weights().tensor("output.weight"));
  }

  /** It allocated an object an image, to find out that there is no augmentation. */
  @Test
  void aStepAllocatesNothing() {
    TrainingStep step = step(new ToyNetwork(Weights.random(3)));
    int[] order = new Shuffle(DATA.size(), 7).next();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;

    // Rounds, since the JVM links now and then, in this thread; an object an image is in each.
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10; i++) {
        step.run(order, 0, 32, 0.01f);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(least).isZero();
  }
}
