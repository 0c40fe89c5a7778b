package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ReadAheadTest {

  @Test
  void takesAnySum() {
    for (int sum : new int[] {0, -1, 0x1a7e5eed}) {
      assertThatCode(() -> ReadAhead.keep(sum)).doesNotThrowAnyException();
    }
  }
}
