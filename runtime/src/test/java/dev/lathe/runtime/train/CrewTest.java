package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class CrewTest {

  @Test
  void everyMemberRunsEveryTaskOnce() {
    for (int size : new int[] {1, 2, 7}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(size);
      try (Crew crew = new Crew(size, "lathe-test")) {
        for (int round = 1; round <= 2000; round++) {
          crew.run(runs::incrementAndGet);
          for (int member = 0; member < size; member++) {
            assertThat(runs.get(member)).isEqualTo(round);
          }
        }
      }
    }
  }

  @Test
  void theFirstMembersFailureIsThrownAndTheCrewGoesOn() {
    int[] done = new int[4];
    try (Crew crew = new Crew(4, "lathe-test")) {
      Crew.Task failing =
          member -> {
            if (member % 2 == 1) {
              throw new IllegalStateException("member " + member);
            }
          };
      assertThatThrownBy(() -> crew.run(failing))
          .hasMessage("member 1")
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
      crew.run(member -> done[member] = 1);
    }
    assertThat(done).containsOnly(1);
  }

  @Test
  void anInterruptIsKeptForLaterAndTheTaskIsWaitedFor() {
    int[] done = new int[2];
    try (Crew crew = new Crew(2, "lathe-test")) {
      Thread.currentThread().interrupt();
      crew.run(
          member -> {
            if (member == 1) {
              sleep();
            }
            done[member] = 1;
          });
      assertThat(done).containsOnly(1);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
