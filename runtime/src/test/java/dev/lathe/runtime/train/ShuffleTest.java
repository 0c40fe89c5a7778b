package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShuffleTest {

  @Property
  void isAPermutation(@ForAll @IntRange(max = 500) int size, @ForAll long seed) {
    Shuffle shuffle = new Shuffle(size, seed);
    shuffle.next();
    int[] order = shuffle.next().clone();
    Arrays.sort(order);
    assertThat(order).containsExactly(Shuffle.identity(size));
  }

  @Test
  void isTheSameForever() {
    assertThat(new Shuffle(10, 42).next()).containsExactly(2, 3, 6, 4, 7, 9, 0, 8, 1, 5);
  }

  @Test
  void everyOrderIsAboutAsFrequent() {
    int[] counts = new int[27];
    Shuffle shuffle = new Shuffle(3, 1);
    for (int i = 0; i < 60_000; i++) {
      int[] order = shuffle.next();
      counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    assertThat(Arrays.stream(counts).filter(count -> count > 0).boxed())
        .hasSize(6)
        .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
  }
}
