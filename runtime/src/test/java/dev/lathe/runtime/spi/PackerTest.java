package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PackerTest {

  private static final ParameterSpec KERNEL = new ParameterSpec("c1.weight", new int[] {2, 3}, 3);

  private static Packing segment(int size, Packing.Copy... copies) {
    return new Packing(size, 0, List.of(copies));
  }

  private static float[] floats(MemorySegment segment) {
    return segment.toArray(PackedWeights.LAYOUT);
  }

  private static Packing.Copy copy(
      Packing.Storage storage, int source, int destination, int[] extents, int[] from, int[] to) {
    return new Packing.Copy("c1.weight", storage, source, destination, extents, from, to);
  }

  @Test
  void transposesIntoPaddedVectors() {
    Packing packing =
        segment(
            12,
            copy(
                Packing.Storage.SEGMENT,
                0,
                0,
                new int[] {3, 2},
                new int[] {1, 3},
                new int[] {4, 1}));
    Packer packer = new Packer(packing, List.of(KERNEL));
    PackedWeights packed = PackedWeights.allocate(packing);
    packer.pack(new float[][] {{1, 2, 3, 4, 5, 6}}, packed);
    assertThat(floats(packed.segment())).containsExactly(1, 4, 0, 0, 2, 5, 0, 0, 3, 6, 0, 0);
    assertThat(packed.segment().address() % 64).isZero();
    assertThat(packed.array()).isEmpty();
  }

  @Test
  void foldsBeforeItTransformsAndCopies() {
    ParameterSpec scale = new ParameterSpec("scale", new int[] {2}, 1);
    Packing.Figures slope = p -> p[0];
    Packing.Fold fold =
        new Packing.Fold("folded", "c1.weight", 6, 2, 3, 2, 6, slope, p -> p[0] / 2, "scale");
    Packing.Fold made = new Packing.Fold("made", "", 2, 2, 1, 2, 2, slope, p -> -p[0], "scale");
    Packing.Transform sums =
        new Packing.Transform("sums", "folded", new Packing.Step(2, 1, 3, 1, 1, 1));
    int[] ones = {1};
    List<Packing.Copy> copies =
        List.of(
            new Packing.Copy("folded", Packing.Storage.ARRAY, 0, 0, new int[] {6}, ones, ones),
            new Packing.Copy("made", Packing.Storage.ARRAY, 0, 6, new int[] {2}, ones, ones),
            new Packing.Copy("sums", Packing.Storage.ARRAY, 0, 8, new int[] {2}, ones, ones));
    Packing packing = new Packing(0, 10, List.of(fold, made), List.of(sums), copies);
    PackedWeights packed = PackedWeights.allocate(packing);

    new Packer(packing, List.of(KERNEL, scale))
        .pack(new float[][] {{1, 2, 3, 4, 5, 6}, {10, 100}}, packed);

    assertThat(packed.array()).containsExactly(15, 25, 35, 450, 550, 650, -10, -100, 75, 1650);
  }

  /** Two trips of one summand, five vectors of two lanes: four in the place of three, and one. */
  @Test
  void packsRoundedWeights() {
    ParameterSpec dense = new ParameterSpec("f1.weight", new int[] {20}, 1);
    int[] ones = {1};
    Packing.Copy all =
        new Packing.Copy("f1.weight", Packing.Storage.ARRAY, 0, 0, new int[] {20}, ones, ones);
    Packing packing =
        new Packing(20, 0, List.of())
            .rounding(List.of(new Packing.Rounded(1, 2, 9, 1, 5, 2, List.of(all))));
    float[] stored = new float[20];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = 1 + i / 3f;
    }
    PackedWeights packed = PackedWeights.allocate(packing);
    new Packer(packing, List.of(dense)).pack(new float[][] {stored}, packed);
    float[] words = floats(packed.segment());
    for (int trip = 0; trip < 2; trip++) {
      for (int lane = 0; lane < 2; lane++) {
        int from = trip * 10 + lane;
        int to = 1 + trip * 9 + lane;
        int fourth = 0;
        for (int word = 0; word < 3; word++) {
          int bits = Float.floatToRawIntBits(words[to + 2 * word]);
          assertThat(bits & ~0xff).isEqualTo(Fp24.round(stored[from + 2 * word]));
          fourth ^= bits << 24 - 8 * word;
        }
        assertThat(fourth).isEqualTo(Fp24.round(stored[from + 6]));
        assertThat(words[to + 6]).isEqualTo(stored[from + 8]);
      }
    }
    assertThat(List.of(words[0], words[9], words[18], words[19])).containsOnly(0f);
  }

  @Test
  void refusesRoundedWeightsThatDoNotFit() {
    int[] ones = {1};
    Packing.Copy all = copy(Packing.Storage.ARRAY, 0, 0, new int[] {6}, ones, ones);
    Packing.Copy elsewhere = copy(Packing.Storage.SEGMENT, 0, 0, new int[] {6}, ones, ones);
    for (Packing.Rounded rounded :
        List.of(
            new Packing.Rounded(11, 1, 8, 1, 5, 2, List.of(all)),
            new Packing.Rounded(0, 2, 8, 1, 5, 2, List.of(all)),
            new Packing.Rounded(0, 1, 8, 1, 1, 4, List.of(all)),
            new Packing.Rounded(0, 1, 8, 1, 5, 2, List.of(elsewhere)))) {
      Packing packing = new Packing(12, 0, List.of()).rounding(List.of(rounded));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Packer(packing, List.of(KERNEL)))
          .withMessageContaining("faulty");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Packing.Rounded(0, 1, 8, 0, 5, 2, List.of(all)))
        .withMessageContaining("0 runs");
  }

  @Test
  void refusesFoldsThatDoNotFit() {
    Packing.Fold unknown =
        new Packing.Fold("folded", "c1.weight", 6, 2, 3, 2, 6, p -> 1, p -> 0, "scale");
    Packing.Fold tooLong = new Packing.Fold("folded", "c1.weight", 8, 2, 4, 2, 8, p -> 1, p -> 0);
    for (Packing.Fold fold : List.of(unknown, tooLong)) {
      Packing packing = new Packing(0, 0, List.of(fold), List.of(), List.of());
      assertThatIllegalArgumentException().isThrownBy(() -> new Packer(packing, List.of(KERNEL)));
    }
  }

  @Test
  void flipsByNegativeStrides() {
    Packing packing =
        new Packing(
            0,
            6,
            List.of(
                copy(
                    Packing.Storage.ARRAY,
                    5,
                    0,
                    new int[] {2, 3},
                    new int[] {-3, -1},
                    new int[] {3, 1})));
    Packer packer = new Packer(packing, List.of(KERNEL));
    PackedWeights packed = PackedWeights.allocate(packing);
    packer.pack(new float[][] {{1, 2, 3, 4, 5, 6}}, packed);
    assertThat(packed.array()).containsExactly(6, 5, 4, 3, 2, 1);
  }

  @Test
  void addsEveryPackedSumToItsStoredElement() {
    // Two packed cells lead to the same stored element, as where a kernel was unrolled twice.
    Packing packing =
        new Packing(
            0,
            8,
            List.of(
                copy(Packing.Storage.ARRAY, 0, 0, new int[] {6}, new int[] {1}, new int[] {1}),
                copy(Packing.Storage.ARRAY, 1, 6, new int[] {2}, new int[] {0}, new int[] {1})));
    float[][] stored = {{10, 20, 30, 40, 50, 60}};
    new Packer(packing, List.of(KERNEL)).unpackAdding(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, stored);
    assertThat(stored[0]).containsExactly(11, 22 + 7 + 8, 33, 44, 55, 66);
  }

  @Test
  void aCopyWithoutAxesIsOneElement() {
    int[] none = {};
    Packing packing =
        new Packing(0, 2, List.of(copy(Packing.Storage.ARRAY, 4, 1, none, none, none)));
    PackedWeights packed = PackedWeights.allocate(packing);
    new Packer(packing, List.of(KERNEL)).pack(new float[][] {{1, 2, 3, 4, 5, 6}}, packed);
    assertThat(packed.array()).containsExactly(0, 5);
  }

  /** Random copies of any rank against the definition, element by element. */
  @RepeatedTest(300)
  void agreesWithTheDefinition(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int rank = random.nextInt(6);
    int[] extents = random.ints(rank, 1, 5).toArray();
    int[] from = denseStrides(extents, random);
    int[] to = denseStrides(extents, random);
    int size = 1;
    for (int extent : extents) {
      size *= extent;
    }
    int gap = random.nextInt(3);
    int[] offsets = {start(extents, from), start(extents, to) + gap};
    ParameterSpec parameter = new ParameterSpec("c1.weight", new int[] {size}, 1);
    float[] stored = new float[size];
    for (int i = 0; i < size; i++) {
      stored[i] = random.nextFloat();
    }
    for (Packing.Storage storage : Packing.Storage.values()) {
      Packing.Copy copy = copy(storage, offsets[0], offsets[1], extents, from, to);
      int packedSize = size + gap;
      boolean array = storage == Packing.Storage.ARRAY;
      Packing packing = new Packing(array ? 0 : packedSize, array ? packedSize : 0, List.of(copy));
      Packer packer = new Packer(packing, List.of(parameter));
      PackedWeights packed = PackedWeights.allocate(packing);
      packer.pack(new float[][] {stored}, packed);
      float[] expected = new float[packedSize];
      define(copy, 0, offsets[0], offsets[1], stored, expected);
      assertThat(array ? packed.array() : floats(packed.segment())).containsExactly(expected);
      if (array) {
        float[][] sums = {new float[size]};
        packer.unpackAdding(packed.array(), sums);
        assertThat(sums[0]).containsExactly(stored);
      }
    }
  }

  /** The axes in a random order, some of them backwards, without gaps. */
  private static int[] denseStrides(int[] extents, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < extents.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    int[] strides = new int[extents.length];
    int stride = 1;
    for (int axis : order) {
      strides[axis] = random.nextInt(4) == 0 ? -stride : stride;
      stride *= extents[axis];
    }
    return strides;
  }

  private static int start(int[] extents, int[] strides) {
    int start = 0;
    for (int i = 0; i < extents.length; i++) {
      start -= Math.min(0, (extents[i] - 1) * strides[i]);
    }
    return start;
  }

  private static void define(
      Packing.Copy copy, int axis, int from, int to, float[] stored, float[] packed) {
    if (axis == copy.extents().length) {
      packed[to] = stored[from];
      return;
    }
    for (int i = 0; i < copy.extents()[axis]; i++) {
      int nextFrom = from + i * copy.sourceStrides()[axis];
      define(copy, axis + 1, nextFrom, to + i * copy.destinationStrides()[axis], stored, packed);
    }
  }

  @Test
  void refusesCopiesThatLeaveTheirBuffers() {
    int[] one = {1};
    assertRefused(
        segment(6, copy(Packing.Storage.SEGMENT, 1, 0, new int[] {6}, one, one)), "reads");
    assertRefused(
        segment(6, copy(Packing.Storage.SEGMENT, 0, 1, new int[] {6}, one, one)), "writes");
    assertRefused(
        segment(6, copy(Packing.Storage.SEGMENT, 0, 0, new int[] {2}, new int[] {-1}, one)),
        "from -1");
    assertRefused(
        segment(
            6,
            copy(
                Packing.Storage.SEGMENT,
                0,
                0,
                new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE},
                new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE},
                new int[] {0, 0})),
        "reads");
    assertRefused(segment(6, copy(Packing.Storage.SEGMENT, 0, 0, new int[] {0}, one, one)), "[0]");
    assertRefused(
        segment(
            6,
            new Packing.Copy(
                "c2.weight", Packing.Storage.SEGMENT, 0, 0, new int[0], new int[0], new int[0])),
        "c2.weight");
  }

  private static void assertRefused(Packing packing, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Packer(packing, List.of(KERNEL)))
        .withMessageContaining(message);
  }

  @Test
  void refusesBuffersOfOtherSizesAndWritesNothing() {
    Packing packing =
        new Packing(
            0,
            6,
            List.of(
                copy(Packing.Storage.ARRAY, 0, 0, new int[] {6}, new int[] {1}, new int[] {1})));
    Packer packer = new Packer(packing, List.of(KERNEL));
    float[][] stored = {{1, 2, 3, 4, 5, 6}};
    PackedWeights wrong = PackedWeights.allocate(new Packing(0, 7, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packer.pack(stored, wrong))
        .withMessageContaining("7 floats");
    assertThat(wrong.array()).containsOnly(0);
    PackedWeights wrongSegment = PackedWeights.allocate(new Packing(1, 6, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> packer.pack(stored, wrongSegment));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packer.pack(new float[][] {{1}}, PackedWeights.allocate(packing)))
        .withMessageContaining("c1.weight");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packer.unpackAdding(new float[5], stored))
        .withMessageContaining("5 floats");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packer.unpackAdding(new float[6], new float[2][6]))
        .withMessageContaining("2 parameters");
  }
}
