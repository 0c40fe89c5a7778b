package dev.lathe.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DatasetTest {

  private static final int[] SHAPE = {1, 2, 2};

  private static final Dataset BYTES =
      Dataset.ofBytes(new byte[] {0, 51, 102, -1, 1, 2, 3, 4}, SHAPE, new int[] {2, 0}, 3);

  private static float[] image(Dataset data, int index) {
    float[] image = new float[data.imageSize()];
    data.copyImage(index, image, 0);
    return image;
  }

  private static float[] target(Dataset data, int index) {
    float[] target = new float[data.targetSize()];
    data.copyTarget(index, target, 0);
    return target;
  }

  @Test
  void tellsImagesLabelsAndTargets() {
    assertThat(BYTES.size()).isEqualTo(2);
    assertThat(image(BYTES, 0)).containsExactly(0, 51, 102, 255);
    assertThat(image(BYTES, 1)).containsExactly(1, 2, 3, 4);
    assertThat(BYTES.label(0)).isEqualTo(2);
    assertThat(target(BYTES, 0)).containsExactly(0, 0, 1);
    assertThat(target(BYTES.withTargets(-1, 0.5f), 1)).containsExactly(0.5f, -1, -1);
  }

  @Test
  void aSliceTakesVectorsBehindItsLabels() {
    Dataset second = BYTES.slice(1, 2).withVectors(new float[] {7, 8}, 2);
    assertThat(target(second, 0)).containsExactly(1, 0, 0, 7, 8);
    assertThat(target(second.withTargets(-1, 0.5f), 0)).containsExactly(0.5f, -1, -1, 7, 8);
  }

  @Test
  void scalesAndNormalises() {
    Dataset scaled = BYTES.scaled(1 / 255f);
    assertThat(image(scaled, 0)).containsExactly(new float[] {0, 0.2f, 0.4f, 1}, within(1e-6f));
    float[] normalised = image(scaled.normalized(0.2f, 0.5f), 0);
    assertThat(normalised[0]).isCloseTo(-0.4f, within(1e-6f));
    assertThat(normalised[3]).isCloseTo(1.6f, within(1e-6f));
    assertThat(image(BYTES, 0)).as("the original").containsExactly(0, 51, 102, 255);
  }

  @Test
  void floatsAreTreatedAsBytesAre() {
    Dataset floats = Dataset.ofFloats(new float[] {0, 51, 102, 255}, SHAPE, new int[] {1}, 3);
    float[] expected = image(BYTES.padded(1).scaled(0.5f).normalized(3, 2), 0);
    float[] actual = image(floats.padded(1).scaled(0.5f).normalized(3, 2), 0);
    assertThat(actual).containsExactly(expected, within(1e-5f));
  }

  @Test
  void padsEveryChannelWithZerosThatAreNormalisedToo() {
    Dataset two = Dataset.ofFloats(new float[] {1, 2, 3, 4}, new int[] {2, 1, 2}, new int[] {0}, 1);
    Dataset padded = two.padded(1).normalized(1, 1);

    assertThat(padded.imageShape()).containsExactly(2, 3, 4);
    assertThat(image(padded, 0))
        .containsExactly(
            -1, -1, -1, -1, //
            -1, 0, 1, -1, //
            -1, -1, -1, -1, //
            -1, -1, -1, -1, //
            -1, 2, 3, -1, //
            -1, -1, -1, -1);
    assertThat(image(two.normalized(1, 1).padded(1), 0)).startsWith(0, 0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void copiesToItsPlaceAndNowhereElse() {
    float[] destination = new float[20];
    BYTES.padded(1).copyImage(1, destination, 3);
    assertThat(destination)
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void slicesAndReconstructs() {
    Dataset second = BYTES.slice(1, 2);
    assertThat(second.size()).isEqualTo(1);
    assertThat(second.label(0)).isZero();
    assertThat(image(second, 0)).containsExactly(1, 2, 3, 4);
    assertThatThrownBy(() -> second.label(1)).isInstanceOf(IndexOutOfBoundsException.class);

    Dataset own = second.reconstruction().scaled(2);
    assertThat(own.hasLabels()).isFalse();
    assertThat(target(own, 0)).containsExactly(2, 4, 6, 8);
    assertThatThrownBy(() -> own.label(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsVectors() {
    Dataset data =
        Dataset.ofVectors(new float[] {1, 2}, new int[] {1}, new float[] {5, 6, 7, 8}, 2);
    assertThat(data.size()).isEqualTo(2);
    assertThat(target(data, 1)).containsExactly(7, 8);
  }

  @Test
  void isNotChangedFromOutside() {
    byte[] pixels = {1, 2, 3, 4};
    int[] labels = {0};
    Dataset data = Dataset.ofBytes(pixels, SHAPE, labels, 2);
    pixels[0] = 9;
    labels[0] = 1;
    data.imageShape()[0] = 7;
    assertThat(image(data, 0)).containsExactly(1, 2, 3, 4);
    assertThat(data.label(0)).isZero();
    assertThat(data.imageShape()).containsExactly(1, 2, 2);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertRefused(() -> Dataset.ofBytes(new byte[5], SHAPE, new int[1], 2), "5 pixels");
    assertRefused(() -> Dataset.ofBytes(new byte[4], SHAPE, new int[2], 2), "1 images but 2");
    assertRefused(() -> Dataset.ofBytes(new byte[4], SHAPE, new int[] {2}, 2), "not in 0..1");
    assertRefused(() -> Dataset.ofBytes(new byte[4], new int[] {0}, new int[1], 2), "4 pixels");
    assertRefused(
        () -> Dataset.ofBytes(new byte[4], new int[] {1 << 30, 1 << 30, 4}, new int[1], 2), "4");
    assertRefused(() -> BYTES.padded(-1), "-1");
    assertRefused(() -> BYTES.normalized(0, 0), "deviation 0.0");
    assertRefused(() -> BYTES.scaled(Float.NaN), "NaN");
  }

  private static void assertRefused(Runnable action, String why) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
