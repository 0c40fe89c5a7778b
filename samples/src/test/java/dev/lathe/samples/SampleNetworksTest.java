package dev.lathe.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Adam;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.Trainer;
import dev.lathe.runtime.train.TrainingResult;
import dev.lathe.samples.digits.Mnist;
import dev.lathe.samples.sequence.DocumentNet;
import dev.lathe.samples.sequence.LanguageNet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleNetworksTest {

  private static final Dataset SOME = Mnist.training().slice(0, 1500);

  @ParameterizedTest
  @CsvSource({
    "dev.lathe.samples.LeNet5, 61706",
    "dev.lathe.samples.PyTorchExampleNet, 431080",
    "dev.lathe.samples.TorchExampleNet, 693954",
    "dev.lathe.samples.ZipCodeNet, 10024",
    "dev.lathe.samples.AutoEncoder, 2633"
  })
  void haveTheWeightsOfTheLectures(String type, int count) throws ClassNotFoundException {
    CompiledNetwork network =
        CompiledNetwork.of(Lathe.load(Class.forName(type), Weights.random(1)));
    Weights weights = network.weights();
    assertThat(weights.names().stream().map(weights::tensor).mapToInt(Tensor::size).sum())
        .isEqualTo(count);
  }

  @Test
  void leNet5LearnsAndDoesSoTheSameWayEachTime() throws InterruptedException {
    Dataset data = Mnist.forLeNet5(SOME);
    List<Weights> twice = List.of(trained(data), trained(data));

    for (String name : twice.getFirst().names()) {
      assertThat(twice.get(1).tensor(name)).as(name).isEqualTo(twice.get(0).tensor(name));
    }
    LeNet5 network = Lathe.load(LeNet5.class, twice.getFirst());
    int correct = 0;
    float[] image = new float[data.imageSize()];
    for (int i = 0; i < data.size(); i++) {
      data.copyImage(i, image, 0);
      correct += network.classify(image) == data.label(i) ? 1 : 0;
    }
    assertThat(correct).isGreaterThan(data.size() * 8 / 10);
  }

  @Test
  void theLanguageModelSeesNoWordBehindAPlace() {
    LanguageNet network = Lathe.load(LanguageNet.class, Weights.random(1));
    int length = 16;
    float[] words = new float[length];
    for (int i = 0; i < length; i++) {
      words[i] = i * 7 % 40;
    }
    float[] before = network.scores(words);
    int changed = 9;
    words[changed] = 39;
    float[] after = network.scores(words);

    for (int word = 0; word < 40; word++) {
      for (int place = 0; place < changed; place++) {
        assertThat(after[word * length + place]).isEqualTo(before[word * length + place]);
      }
      assertThat(after[word * length + changed]).isNotEqualTo(before[word * length + changed]);
    }
  }

  @Test
  void theDocumentModelPutsTheOrderOfWordsAndOfSentencesIntoItsScores() {
    DocumentNet network = Lathe.load(DocumentNet.class, Weights.random(1));
    float[] words = new float[60];
    for (int i = 0; i < words.length; i++) {
      words[i] = i * 7 % 40;
    }
    float[] scores = network.scores(words);

    assertThat(network.scores(swapped(words, 12, 15, 1))).isNotEqualTo(scores);
    assertThat(network.scores(swapped(words, 10, 40, 10))).isNotEqualTo(scores);
  }

  private static float[] swapped(float[] words, int one, int other, int length) {
    float[] swapped = words.clone();
    System.arraycopy(words, one, swapped, other, length);
    System.arraycopy(words, other, swapped, one, length);
    return swapped;
  }

  private static Weights trained(Dataset data) throws InterruptedException {
    return Trainer.of(Lathe.load(LeNet5.class, Weights.random(1)), data)
        .optimizer(Sgd.withNesterovMomentum(0.9f))
        .schedule(Schedule.cosine(0.05f).afterWarmUp(0.2))
        .batchSize(32)
        .epochs(3)
        .threads(2)
        .build()
        .train()
        .weights();
  }

  @Test
  void theAutoEncoderLearnsToBringImagesBack() throws InterruptedException {
    AutoEncoder network = Lathe.load(AutoEncoder.class, Weights.random(1));
    Dataset data = SOME.scaled(1 / 255f).reconstruction();

    TrainingResult result =
        Trainer.of(network, data)
            .optimizer(new Adam())
            .schedule(Schedule.constant(0.003f))
            .batchSize(16)
            .epochs(3)
            .threads(2)
            .build()
            .train();

    // Guessing the mean image everywhere would cost about 0.067 a pixel.
    assertThat(result.best().last().loss()).isLessThan(0.03);
    float[] image = new float[data.imageSize()];
    data.copyImage(0, image, 0);
    assertThat(network.reconstruct(image)).hasSize(28 * 28);
  }
}
