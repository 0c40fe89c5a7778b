package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A transposition moves every element to its place, and writes nothing else. */
class TranspositionTest {

  @Property
  void rowsBecomeColumns(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(min = 0, max = 5) int gap,
      @ForAll @IntRange(min = 0, max = 5) int otherGap,
      @ForAll long seed) {
    int fromStride = rows + gap;
    int toStride = columns + otherGap;
    int from = 3;
    int to = from + columns * fromStride + 2;
    float[] memory = new float[to + rows * toStride + 7];
    Random random = new Random(seed);
    for (int i = 0; i < memory.length; i++) {
      memory[i] = random.nextFloat();
    }
    float[] expected = memory.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        expected[to + i * toStride + j] = memory[from + j * fromStride + i];
      }
    }
    Transposition.copy(memory, from, fromStride, to, toStride, rows, columns);
    assertThat(memory).containsExactly(expected);
  }
}
