package dev.lathe.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.runtime.data.Dataset;
import org.junit.jupiter.api.Test;

class MnistTest {

  @Test
  void hasItsImagesAndLabels() {
    Dataset training = Mnist.training();
    Dataset test = Mnist.test();

    assertThat(training.size()).isEqualTo(60_000);
    assertThat(test.size()).isEqualTo(10_000);
    assertThat(training.imageShape()).containsExactly(1, 28, 28);
    assertThat(new int[] {training.label(0), training.label(1), training.label(59_999)})
        .containsExactly(5, 0, 8);
    assertThat(new int[] {test.label(0), test.label(1), test.label(9_999)})
        .containsExactly(7, 2, 6);
  }

  @Test
  void isNormalisedForLeNet5() {
    Dataset training = Mnist.training();
    Dataset normalised = training.scaled(1 / 255f).normalized(Mnist.MEAN, Mnist.DEVIATION);
    double sum = 0;
    double squares = 0;
    float[] image = new float[28 * 28];
    for (int i = 0; i < normalised.size(); i++) {
      normalised.copyImage(i, image, 0);
      for (float value : image) {
        sum += value;
        squares += (double) value * value;
      }
    }
    double count = 60_000.0 * image.length;
    assertThat(sum / count).isCloseTo(0, within(1e-3));
    assertThat(squares / count).isCloseTo(1, within(1e-3));

    assertThat(Mnist.forLeNet5(training).imageShape()).containsExactly(1, 32, 32);
    float[] padded = new float[32 * 32];
    Mnist.forLeNet5(training).copyImage(0, padded, 0);
    assertThat(padded[0]).as("paper").isCloseTo(-0.4242f, within(1e-4f));
  }
}
