package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Packing.Copy;
import dev.lathe.runtime.spi.Packing.Storage;
import dev.lathe.runtime.spi.ParameterSpec;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Cut into ranges, a packing does what {@link Packer} does with it as a whole. */
class PackedRunsTest {

  /** Two parameters, of 6 and of o i k k elements. */
  private static final int FIRST = 6;

  @Property
  void rangesTogetherPackEverything(
      @ForAll @IntRange(min = 1, max = 6) int o,
      @ForAll @IntRange(min = 1, max = 5) int i,
      @ForAll @IntRange(min = 1, max = 3) int k,
      @ForAll @IntRange(min = 1, max = 5) int threads,
      @ForAll long seed) {
    Random random = new Random(seed);
    int size = o * i * k * k;
    int[] extents = {o, i, k, k};
    List<Copy> copies = new ArrayList<>();
    copies.add(new Copy("first", Storage.ARRAY, 0, 1, ints(FIRST), ints(1), ints(2)));
    copies.add(shuffled(Storage.ARRAY, extents, 20, random));
    copies.add(shuffled(Storage.SEGMENT, extents, 0, random));
    // One copy alone of the parameter's last element.
    copies.add(new Copy("second", Storage.SEGMENT, size - 1, 3 * size, ints(), ints(), ints()));
    Packing packing = new Packing(3 * size + 1, 20 + 3 * size, copies);
    List<ParameterSpec> specs =
        List.of(
            new ParameterSpec("first", ints(FIRST), 1), new ParameterSpec("second", extents, 1));
    Map<String, Integer> offsets = Map.of("first", 0, "second", FIRST);
    float[][] stored = {new float[FIRST], new float[size]};
    float[] flat = new float[FIRST + size];
    for (int n = 0; n < flat.length; n++) {
      flat[n] = n + 1;
      stored[n < FIRST ? 0 : 1][n < FIRST ? n : n - FIRST] = n + 1;
    }
    PackedWeights expected = PackedWeights.allocate(packing);
    new Packer(packing, specs).pack(stored, expected);

    PackedWeights actual = PackedWeights.allocate(packing);
    float[] back = new float[flat.length];
    for (int thread = 0; thread < threads; thread++) {
      int from = Evaluation.share(flat.length, thread, threads);
      int to = Evaluation.share(flat.length, thread + 1, threads);
      PackedRuns array = PackedRuns.of(packing, Storage.ARRAY, offsets, from, to);
      array.pack(flat, actual.array());
      PackedRuns.of(packing, Storage.SEGMENT, offsets, from, to).pack(flat, actual.segment());
      array.addTo(back, actual.array());
    }

    assertThat(actual.array()).containsExactly(expected.array());
    assertThat(actual.segment().toArray(ValueLayout.JAVA_FLOAT))
        .containsExactly(expected.segment().toArray(ValueLayout.JAVA_FLOAT));
    assertThat(back).as("every element is in the array once").containsExactly(flat);
  }

  private static int[] ints(int... values) {
    return values;
  }

  /** The axes in any order, with a gap after the innermost, some of them backwards. */
  private static Copy shuffled(Storage storage, int[] extents, int begin, Random random) {
    List<Integer> axes = new ArrayList<>(List.of(0, 1, 2, 3));
    Collections.shuffle(axes, random);
    int[] strides = new int[4];
    int destination = begin;
    int stride = 1 + random.nextInt(3);
    for (int axis : axes) {
      boolean backwards = random.nextBoolean();
      strides[axis] = backwards ? -stride : stride;
      destination += backwards ? stride * (extents[axis] - 1) : 0;
      stride *= extents[axis];
    }
    int[] sourceStrides = {
      extents[1] * extents[2] * extents[3], extents[2] * extents[3], extents[3], 1
    };
    return new Copy("second", storage, 0, destination, extents, sourceStrides, strides);
  }
}
