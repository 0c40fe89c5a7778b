package dev.lathe.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class PairTest {

  private final Pair pair = new Pair(new Roof());

  @Test
  void whatAThreadWritesReachesTheOther() {
    assertThat(pair.handover()).isPositive();
    assertThat(pair.handover()).isPositive();
  }

  @Test
  void bothThreadsWorkAndEnd() {
    assertThatCode(pair::alone).doesNotThrowAnyException();
    assertThatCode(pair::together).doesNotThrowAnyException();
  }
}
