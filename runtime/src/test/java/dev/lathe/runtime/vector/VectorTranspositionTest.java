package dev.lathe.runtime.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.spi.Transposition;
import dev.lathe.runtime.spi.Walk;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Both transpositions move every element to its place, and write nothing else. */
class VectorTranspositionTest {

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
    float[] vectors = memory.clone();
    Transposition.copy(memory, from, fromStride, to, toStride, rows, columns);
    assertThat(memory).containsExactly(expected);

    int[] places = Walk.over(16, fromStride).places();
    VectorTransposition.copy(vectors, from, places, to, toStride, rows, columns);
    assertThat(vectors).containsExactly(expected);
  }
}
