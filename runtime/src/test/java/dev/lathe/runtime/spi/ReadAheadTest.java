package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

  @Test
  void readsWhatIsThere() {
    PackedWeights weights = PackedWeights.allocate(new Packing(32, 0, List.of()));
    weights.segment().set(ValueLayout.JAVA_INT, 124, 77);

    assertThat(ReadAhead.line(weights.segment(), 124)).isEqualTo(77);
    assertThat(ReadAhead.line(weights.segment(), 0)).isZero();
    assertThatThrownBy(() -> ReadAhead.line(weights.segment(), 128))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void takesAnySum() {
    for (int sum : new int[] {0, -1, 0x1a7e5eed}) {
      assertThatCode(() -> ReadAhead.keep(sum)).doesNotThrowAnyException();
    }
  }
}
