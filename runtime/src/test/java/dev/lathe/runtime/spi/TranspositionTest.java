package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.vector.VectorTransposition;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A transposition moves every element to its place, and writes nothing else. */
class TranspositionTest {

  @Property
  void rowsBecomeColumns(
      @ForAll @IntRange(min = 1, max = 150) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(min = 0, max = 5) int gap,
      @ForAll @IntRange(min = 0, max = 5) int otherGap,
      @ForAll long seed) {
    int fromStride = rows + gap;
    int toStride = columns + otherGap;
    int from = 3;
    int to = 2;
    Random random = new Random(seed);
    float[] source = random(random, from + (columns - 1) * fromStride + rows);
    float[] memory = random(random, to + (rows - 1) * toStride + columns);
    float[] expected = memory.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        expected[to + i * toStride + j] = source[from + j * fromStride + i];
      }
    }
    float[] onVectors = memory.clone();
    Transposition.copy(source, from, fromStride, memory, to, toStride, rows, columns);
    assertThat(memory).containsExactly(expected);
    VectorTransposition.copy(source, from, fromStride, onVectors, to, toStride, rows, columns);
    assertThat(onVectors).containsExactly(expected);
  }

  private static float[] random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
