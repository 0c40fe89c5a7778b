package dev.lathe.runtime.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.runtime.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  private static final int BLACK = 0x000000;
  private static final int GREY = 0x808080;
  private static final int WHITE = 0xffffff;

  @TempDir Path folder;

  @Test
  void filtersAreRowsOfTilesOnScalesOfTheirOwn() {
    Tensor weight = new Tensor(new int[] {2, 2, 1, 2}, new float[] {0, 2, -2, 1, 0, 0, 0, 0.5f});

    Picture picture = Pictures.filters(weight);

    assertThat(picture.width()).isEqualTo(2 + 1 + 2);
    assertThat(picture.height()).isEqualTo(1 + 1 + 1);
    assertThat(picture.colour(0, 0)).isEqualTo(GREY);
    assertThat(picture.colour(1, 0)).isEqualTo(WHITE);
    assertThat(picture.colour(3, 0)).isEqualTo(BLACK);
    assertThat(picture.colour(4, 0)).isEqualTo(0xbfbfbf);
    assertThat(picture.colour(4, 2)).isEqualTo(WHITE);
  }

  @Test
  void filtersOfOneInputStandInASquare() {
    Picture picture = Pictures.filters(new Tensor(new int[] {5, 1, 2, 2}, new float[20]));
    assertThat(picture.width()).isEqualTo(3 * 3 - 1);
    assertThat(picture.height()).isEqualTo(2 * 3 - 1);
  }

  @Test
  void filtersOfThreeInputsAreColoured() {
    Tensor weight = new Tensor(new int[] {1, 3, 1, 1}, new float[] {1, 0, -1});
    assertThat(Pictures.filters(weight).colour(0, 0)).isEqualTo(0xff8000);
  }

  @Test
  void mapsAreOnOneScale() {
    Picture picture = Pictures.maps(new float[] {1, 2, 3, 5, 1, 1}, 3, 1, 2);

    // Two columns of maps; the fourth tile is empty.
    assertThat(picture.width()).isEqualTo(5);
    assertThat(picture.height()).isEqualTo(3);
    assertThat(picture.colour(0, 0)).isEqualTo(BLACK);
    assertThat(picture.colour(3, 0)).isEqualTo(GREY);
    assertThat(picture.colour(4, 0)).isEqualTo(WHITE);
    assertThat(picture.colour(1, 2)).isEqualTo(BLACK);
  }

  @Test
  void vectorsRowsAndVolumesAreMapsToo() {
    assertThat(Pictures.maps(new float[4], 4).width()).isEqualTo(3);
    assertThat(Pictures.maps(new float[6], 2, 3).height()).isEqualTo(1);
    Picture volume = Pictures.maps(new float[2 * 3 * 4 * 5], 2, 3, 4, 5);
    assertThat(volume.width()).isEqualTo(3 * 6 - 1);
    assertThat(volume.height()).isEqualTo(2 * 5 - 1);
  }

  @Test
  void imagesAreGreyOrColoured() {
    assertThat(Pictures.image(new float[] {0, 1}, 1, 1, 2).colour(1, 0)).isEqualTo(WHITE);
    assertThat(Pictures.image(new float[] {0, 1, 0.5f}, 3, 1, 1).colour(0, 0)).isEqualTo(0x00ff80);
    assertThatThrownBy(() -> Pictures.image(new float[2], 2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An image is {1, H, W} or {3, H, W}, not [2, 1, 1]");
    assertThatThrownBy(() -> Pictures.maps(new float[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The shape [2, 2] does not have the 3 values that are given");
    assertThatThrownBy(() -> Pictures.filters(new Tensor(new int[] {3}, new float[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Filters are [outputs, inputs, kernel...], and the tensor is [3]");
  }

  @Test
  void filesHoldWhatThePictureShows() throws IOException {
    Path file = folder.resolve("new").resolve("picture.png");
    Picture picture = Pictures.image(new float[] {0, 1, 0.5f, 0}, 1, 2, 2).enlarged(3);

    picture.writePng(file);

    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(6);
    assertThat(read.getHeight()).isEqualTo(6);
    assertThat(read.getRGB(5, 2) & WHITE).isEqualTo(WHITE);
    assertThat(read.getRGB(0, 3) & WHITE).isEqualTo(GREY);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    Path file = folder.resolve("file");
    Files.createFile(file);
    Picture picture = Pictures.image(new float[] {0}, 1, 1, 1);
    assertThatThrownBy(() -> picture.writePng(file.resolve("picture.png")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("picture.png");
  }
}
