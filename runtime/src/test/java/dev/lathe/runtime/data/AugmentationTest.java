package dev.lathe.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  /** Two planes of 2x3. */
  private static final float[] IMAGE = {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60};

  private static float[] apply(Augmentation augmentation, long key) {
    float[] padded = new float[IMAGE.length + 3];
    System.arraycopy(IMAGE, 0, padded, 3, IMAGE.length);
    augmentation.apply(padded, 3, 2, 2, 3, new float[20], key);
    assertThat(Arrays.copyOf(padded, 3)).containsOnly(0);
    return Arrays.copyOfRange(padded, 3, padded.length);
  }

  @Test
  void nothingChangesNothing() {
    assertThat(Augmentation.NONE.isNone()).isTrue();
    assertThat(apply(Augmentation.NONE, 5)).containsExactly(IMAGE);
  }

  @Test
  void flips() {
    assertThat(apply(Augmentation.NONE.flippedSideways(1), 5))
        .containsExactly(3, 2, 1, 6, 5, 4, 30, 20, 10, 60, 50, 40);
    assertThat(apply(Augmentation.NONE.flippedUpsideDown(1), 5))
        .containsExactly(4, 5, 6, 1, 2, 3, 40, 50, 60, 10, 20, 30);
  }

  @Test
  void scalesAboutTheCentreAndShowsTheBorder() {
    float[] larger = apply(Augmentation.NONE.stretched(2, 2), 5);
    assertThat(larger).containsExactly(1.5f, 2, 2.5f, 4.5f, 5, 5.5f, 15, 20, 25, 45, 50, 55);
    float[] smaller = apply(Augmentation.NONE.stretched(0.5f, 0.5f).bordered(-1), 5);
    assertThat(smaller).containsExactly(-1, 2, -1, -1, 5, -1, -1, 20, -1, -1, 50, -1);
  }

  @Test
  void drawsFromItsRangesByTheKey() {
    Augmentation all =
        Augmentation.NONE
            .rotated(20)
            .translated(1, 1)
            .rescaled(0.8f, 1.2f)
            .stretched(0.9f, 1.1f)
            .sheared(10)
            .flippedSideways(0.5f);
    assertThat(apply(all, 5)).isEqualTo(apply(all, 5)).isNotEqualTo(apply(all, 6));
    for (float value : apply(all, 7)) {
      assertThat(value).isBetween(0f, 60f);
    }
    int flipped = 0;
    for (int key = 0; key < 1000; key++) {
      flipped += apply(Augmentation.NONE.flippedSideways(0.3f), key)[0] == 3 ? 1 : 0;
    }
    assertThat(flipped).isBetween(250, 350);
  }

  @Test
  void shrinksAsOftenAsItEnlarges() {
    int larger = 0;
    for (int key = 0; key < 1000; key++) {
      // Between the middle, which stays, and the border: what is stretched shows more of the
      // middle.
      larger += apply(Augmentation.NONE.stretched(0.25f, 4).bordered(-9), key)[0] > 1 ? 1 : 0;
    }
    assertThat(larger).isBetween(450, 550);
  }

  @Test
  void turnsByTheAngle() {
    // A quarter turn of a square: half of the range's draws lie on either side of it.
    float[] square = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[] centre = square.clone();
    Augmentation.NONE.rotated(180).apply(centre, 0, 1, 3, 3, new float[9], 11);
    assertThat(centre[4]).isCloseTo(5, within(1e-5f));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> Augmentation.NONE.rotated(-1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> Augmentation.NONE.rescaled(2, 1)).hasMessageContaining("ascending");
    assertThatThrownBy(() -> Augmentation.NONE.sheared(90)).hasMessageContaining("90");
    assertThatThrownBy(() -> Augmentation.NONE.flippedSideways(2)).hasMessageContaining("2.0");
  }
}
