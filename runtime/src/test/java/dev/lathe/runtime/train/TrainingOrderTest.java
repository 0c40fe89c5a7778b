package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What {@link Packer} does from and to stored order, from and to the order of the gradients. */
class TrainingOrderTest {

  /** Three parameters, of 6, of o i k k and of 2 elements. */
  private static final int FIRST = 6;

  private static final int LAST = 2;

  @Property
  void packsAndUnpacksAsThePackerDoes(
      @ForAll @IntRange(min = 1, max = 6) int o,
      @ForAll @IntRange(min = 1, max = 5) int i,
      @ForAll @IntRange(min = 1, max = 3) int k,
      @ForAll boolean usedTwice,
      @ForAll long seed) {
    Random random = new Random(seed);
    int size = o * i * k * k;
    int[] extents = {o, i, k, k};
    List<ParameterSpec> specs =
        List.of(
            new ParameterSpec("first", ints(FIRST), 1),
            new ParameterSpec("second", extents, 1),
            new ParameterSpec("last", ints(LAST), 1));
    int behind = 20 + 6 * size;
    Packing weights =
        new Packing(
            3 * size + 1,
            behind + 20 + 3 * size,
            List.of(
                new Copy("first", Storage.ARRAY, 0, behind + 1, ints(FIRST), ints(1), ints(2)),
                shuffled(Storage.ARRAY, extents, behind + 20, random),
                shuffled(Storage.SEGMENT, extents, 0, random),
                // One copy alone of the parameter's last element.
                new Copy("second", Storage.SEGMENT, size - 1, 3 * size, ints(), ints(), ints())));
    List<Copy> copies = new ArrayList<>();
    copies.add(new Copy("first", Storage.ARRAY, 0, 1, ints(FIRST), ints(1), ints(2)));
    copies.add(shuffled(Storage.ARRAY, extents, 20, random));
    if (usedTwice) {
      copies.add(shuffled(Storage.ARRAY, extents, 20 + 3 * size, random));
    }
    Packing sums = new Packing(0, behind, copies);
    TrainingOrder order = new TrainingOrder(specs, sums, weights, Set.of());

    float[][] stored = {new float[FIRST], new float[size], new float[LAST]};
    float[] values = new float[order.size()];
    for (int p = 0; p < stored.length; p++) {
      for (int n = 0; n < stored[p].length; n++) {
        stored[p][n] = random.nextInt(1000);
        values[order.place(order.offset(specs.get(p).name()) + n)] = stored[p][n];
      }
    }
    PackedWeights expected = PackedWeights.allocate(weights);
    new Packer(weights, specs).pack(stored, expected);
    assertThat(gathered(values, order.sources(weights, Storage.ARRAY)))
        .containsExactly(expected.array());
    assertThat(gathered(values, order.sources(weights, Storage.SEGMENT)))
        .containsExactly(expected.segment().toArray(ValueLayout.JAVA_FLOAT));

    float[] packed = new float[order.gradients()];
    for (int n = 0; n < packed.length; n++) {
      packed[n] = random.nextInt(1000);
    }
    float[][] gradients = {new float[FIRST], new float[size], new float[LAST]};
    new Packer(sums, specs).unpackAdding(packed, gradients);
    order.fold(packed);
    for (int p = 0; p < 2; p++) {
      for (int n = 0; n < gradients[p].length; n++) {
        int place = order.place(order.offset(specs.get(p).name()) + n);
        assertThat(packed[place]).isEqualTo(gradients[p][n]);
      }
    }
    assertThat(order.place(order.offset("last")))
        .as("what has no gradient lies behind those that have, and behind copies")
        .isGreaterThanOrEqualTo(weights.arrayFloats());
  }

  /** Another version's code may have its weights elsewhere: they would be overwritten. */
  @Example
  void weightsAmongOthersGradientsAreRefused() {
    List<ParameterSpec> specs =
        List.of(new ParameterSpec("a", ints(4), 1), new ParameterSpec("b", ints(4), 1));
    Copy a = new Copy("a", Storage.ARRAY, 0, 0, ints(4), ints(1), ints(1));
    Packing sums =
        new Packing(
            0, 8, List.of(a, new Copy("b", Storage.ARRAY, 0, 4, ints(4), ints(1), ints(1))));
    Packing same = new Packing(0, 8, List.of(a));
    Packing other =
        new Packing(0, 8, List.of(new Copy("b", Storage.ARRAY, 0, 3, ints(4), ints(1), ints(1))));

    assertThat(new TrainingOrder(specs, sums, same, Set.of()).size()).isEqualTo(9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainingOrder(specs, sums, other, Set.of()))
        .withMessageContaining("b")
        .withMessageContaining("cell 3")
        .withMessageContaining("Compile the network again");
  }

  private static float[] gathered(float[] values, int[] sources) {
    float[] gathered = new float[sources.length];
    for (int n = 0; n < sources.length; n++) {
      gathered[n] = values[sources[n]];
    }
    return gathered;
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
