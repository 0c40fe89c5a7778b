package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachesTest {

  @ParameterizedTest
  @CsvSource({"1024, 1", "4096, 1", "512, 2", "1152, 8", "1296, 64", "48, 64", "16, 64", "4, 64"})
  void placesFallIntoSets(int apart, int sets) {
    assertThat(Caches.sets(apart)).isEqualTo(sets);
  }

  @Test
  void aSetHasTwelveLines() {
    assertThat(Machine.CACHES.linesOfSet()).isEqualTo(12);
  }
}
