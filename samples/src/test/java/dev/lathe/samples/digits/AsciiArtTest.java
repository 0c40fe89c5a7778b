package dev.lathe.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsciiArtTest {

  @Test
  void drawsImagesBesideEachOther() {
    float[] first = {0, 1, 0, 1, 0, 0.5f, 0, 0};
    float[] second = {1, 1, 1, 1, 0, 0, 0, 0};

    assertThat(AsciiArt.draw(List.of(first, second), 2, List.of("a 1", "a 2")))
        .containsExactly(" @   @@", " :", "a 1  a 2");
  }
}
