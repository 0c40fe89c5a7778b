package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Relocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Runs say what the table says that they were cut from. */
class RunsTest {
  @Test
  void slicesReflectionsAndEnlargementsTakeFewRuns() {
    assertThat(Runs.of(List.of(1, 3, 5, 7))).hasSize(1);
    assertThat(Runs.of(List.of(3, 2, 1, 0))).hasSize(1);
    assertThat(Runs.of(List.of(2, 1, 0, 1, 2, 3, 2, 1))).hasSize(3);
    assertThat(Runs.of(List.of(0, 0, 0, 1, 1, 1, 2, 2, 2))).hasSize(1);
    assertThat(Runs.of(List.of(Relocation.OUTSIDE, 0, 1, 2, Relocation.OUTSIDE))).hasSize(1);
  }

  @Property(tries = 500)
  void runsCoverTheTable(@ForAll long seed) {
    Random random = new Random(seed);
    List<Integer> table = new ArrayList<>();
    int repeat = 1 + random.nextInt(3);
    for (int k = 1 + random.nextInt(9); k > 0; k--) {
      table.addAll(Collections.nCopies(repeat, random.nextInt(6) - 1));
    }
    Integer[] covered = new Integer[table.size()];
    Arrays.fill(covered, Relocation.OUTSIDE);
    for (Runs run : Runs.of(table)) {
      for (int k = 0; k < run.count(); k++) {
        for (int r = 0; r < run.repeat(); r++) {
          covered[run.result() + k * run.resultStep() + r] = run.source() + k * run.sourceStep();
        }
      }
    }
    assertThat(covered).as("%s", table).containsExactly(table.toArray(Integer[]::new));
  }
}
