package dev.lathe.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Adam;
import dev.lathe.runtime.train.Evaluation;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Trainer;
import dev.lathe.samples.digits.Mnist;
import dev.lathe.samples.nyu.Usps;
import dev.lathe.samples.nyu.ZipCode1989;
import dev.lathe.samples.sequence.DynamicCnn;
import dev.lathe.samples.sequence.Opinions;
import dev.lathe.samples.vision.PatternFinder;
import dev.lathe.samples.vision.Scenes;
import dev.lathe.samples.vision.ShapeNet;
import dev.lathe.samples.vision.SmallResNet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Networks of the lectures learn what they are for, to a stated level. */
class LearningTest {

  /** The folder of the zip-code digits: {@code -Dlathe.usps=/data/usps}. */
  private static final String USPS = "lathe.usps";

  @Test
  void theNetworkOf1989ReadsZipCodes() throws InterruptedException {
    String folder = System.getProperty(USPS, "");
    assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder)),
        "-D" + USPS + " names no folder with the digits of USPS");
    Dataset test = Usps.test(Path.of(folder)).withTargets(-1, 1);

    Weights weights =
        Trainer.of(
                Lathe.load(ZipCode1989.class, Weights.random(1)),
                Usps.training(Path.of(folder)).withTargets(-1, 1))
            .optimizer(new Adam())
            .schedule(Schedule.cosine(0.003f).afterWarmUp(0.5))
            .augment(
                Augmentation.NONE.rotated(8).translated(1, 1).rescaled(0.9f, 1.1f).bordered(-1))
            .batchSize(32)
            .epochs(30)
            .threads(2)
            .build()
            .train()
            .weights();

    ZipCode1989 network = Lathe.load(ZipCode1989.class, weights);
    assertThat(Evaluation.of(network, test, 2).accuracy()).isGreaterThan(0.95);
  }

  @Test
  void theSmallResNetReadsDigits() throws InterruptedException {
    Dataset training =
        Mnist.training().slice(0, 3000).scaled(1 / 255f).normalized(Mnist.MEAN, Mnist.DEVIATION);
    Dataset test =
        Mnist.test().slice(0, 1000).scaled(1 / 255f).normalized(Mnist.MEAN, Mnist.DEVIATION);

    Weights weights =
        Trainer.of(Lathe.load(SmallResNet.class, Weights.random(1)), training)
            .optimizer(new Adam())
            .schedule(Schedule.cosine(0.01f).afterWarmUp(0.2))
            .batchSize(32)
            .epochs(4)
            .threads(2)
            .build()
            .train()
            .weights();

    SmallResNet network = Lathe.load(SmallResNet.class, weights);
    assertThat(Evaluation.of(network, test, 2).accuracy()).isGreaterThan(0.95);
  }

  @Test
  void theDynamicNetworkUnderstandsNegation() throws InterruptedException {
    Weights weights =
        Trainer.of(Lathe.load(DynamicCnn.class, Weights.random(1)), Opinions.sentences(4000, 1))
            .optimizer(new Adam())
            .schedule(Schedule.cosine(0.01f).afterWarmUp(0.2))
            .batchSize(16)
            .epochs(10)
            .threads(2)
            .build()
            .train()
            .weights();

    DynamicCnn network = Lathe.load(DynamicCnn.class, weights);
    assertThat(Evaluation.of(network, Opinions.sentences(1000, 2), 2).accuracy())
        .isGreaterThan(0.95);
  }

  @Test
  void theHypernetworkFindsPatternsThatItHasNeverSeen() throws InterruptedException {
    Weights weights =
        Trainer.of(
                Lathe.load(PatternFinder.class, Weights.random(1)),
                new Scenes(1, 0.5f).patterns(4000))
            .optimizer(new Adam())
            .schedule(Schedule.cosine(0.01f).afterWarmUp(0.2))
            .batchSize(32)
            .epochs(6)
            .threads(2)
            .build()
            .train()
            .weights();

    PatternFinder network = Lathe.load(PatternFinder.class, weights);
    assertThat(Evaluation.of(network, new Scenes(2, 0.5f).patterns(1000), 2).accuracy())
        .isGreaterThan(0.95);
  }

  @Test
  void theInvariantNetworkKnowsTurnedShapesThatItHasSeenUpright() throws InterruptedException {
    Weights weights =
        Trainer.of(
                Lathe.load(ShapeNet.class, Weights.random(1)),
                new Scenes(1, 0.1f).shapes(2000, false))
            .optimizer(new Adam())
            .schedule(Schedule.cosine(0.01f).afterWarmUp(0.2))
            .batchSize(32)
            .epochs(6)
            .threads(2)
            .build()
            .train()
            .weights();

    ShapeNet network = Lathe.load(ShapeNet.class, weights);
    assertThat(Evaluation.of(network, new Scenes(2, 0.1f).shapes(1000, true), 2).accuracy())
        .isGreaterThan(0.95);
  }
}
