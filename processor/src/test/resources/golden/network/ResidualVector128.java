package nets;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import dev.lathe.runtime.spi.Walk;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import javax.annotation.processing.Generated;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of the inference pass on vectors of 4 floats, in the order in which they run.
 *
 * <p>{@code a} is the working memory of one image; {@code w} is the packed weights that are
 * streamed, aligned for vectors, {@code k} those that stay in the first-level cache; {@code g} is
 * the packed sums of gradients. {@code image} and {@code scores} are the caller's own arrays. A
 * part's range such as 0..8 leaves out its end.
 */
@Generated("dev.lathe.processor.LatheProcessor")
final class ResidualVector128 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;

  /**
   * Where each trip of loops that became one stands.
   */
  private static final int[] WALK_1 = Walk.over(4, 1).inside(3, 28).places();

  private ResidualVector128() {
  }

  /**
   * Where the data lies: offsets and sizes in floats, -1 where there is none.
   */
  static Plan plan() {
    int arena = 348;
    int input = -1;
    int target = -1;
    int output = -1;
    int loss = -1;
    int inputGradient = -1;
    return new Plan(arena, input, target, output, loss, inputGradient, weights(), gradients());
  }

  private static Packing weights() {
    return new Packing(416, 192, weightsFolds(), weightsTransforms(), weightCopies());
  }

  private static List<Packing.Fold> weightsFolds() {
    return List.of(
        new Packing.Fold(
            "c2.weight with n2",
            "c2.weight",
            144, 4, 36, 4, 144,
            ResidualVector128::factorOfMap,
            ResidualVector128::nothing,
            "n2.running_var",
            "n2.running_mean",
            "n2.weight",
            "n2.bias"),
        new Packing.Fold(
            "c2.weight.bias with n2",
            "",
            4, 4, 1, 4, 4,
            ResidualVector128::factorOfMap,
            ResidualVector128::addendOfMap,
            "n2.running_var",
            "n2.running_mean",
            "n2.weight",
            "n2.bias"));
  }

  private static List<Packing.Transform> weightsTransforms() {
    return List.of();
  }

  private static List<Packing.Copy> weightCopies() {
    return List.of(
        new Packing.Copy(
            "c1.weight", Packing.Storage.ARRAY, 0, 0, new int[] {4}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "c1.bias", Packing.Storage.ARRAY, 0, 16, new int[] {4}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "c2.weight with n2", Packing.Storage.ARRAY, 0, 32,
            new int[] {4, 3, 3, 4}, new int[] {9, 3, 1, 36}, new int[] {36, 12, 4, 1}),
        new Packing.Copy(
            "c2.weight.bias with n2", Packing.Storage.ARRAY, 0, 176,
            new int[] {4}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "output.weight", Packing.Storage.SEGMENT, 0, 0,
            new int[] {4, 5, 5, 3}, new int[] {25, 5, 1, 100}, new int[] {100, 20, 4, 1}),
        new Packing.Copy(
            "output.bias", Packing.Storage.SEGMENT, 0, 400,
            new int[] {3}, new int[] {1}, new int[] {1}));
  }

  private static Packing gradients() {
    return Packing.NONE;
  }

  /**
   * What a map's elements are multiplied by; p is its running_var, running_mean, weight, bias.
   */
  private static double factorOfMap(double[] p) {
    return (1.0 / Math.sqrt(p[0] + 1.0E-5)) * p[2];
  }

  /**
   * Nothing is added to a map's elements.
   */
  private static double nothing(double[] p) {
    return 0.0;
  }

  /**
   * What is added to a map's elements; p is its running_var, running_mean, weight, bias.
   */
  private static double addendOfMap(double[] p) {
    return (((-p[1]) / Math.sqrt(p[0] + 1.0E-5)) * p[2]) + p[3];
  }

  /**
   * The kernels in the order in which they run.
   */
  static Pass.Kernel[] kernels() {
    return new Pass.Kernel[] {
      (a, _, k, _, e) -> c1(a, k, e.image(), e.imageAt()),
      (a, _, k, _, e) -> c1Rest1(a, k, e.image(), e.imageAt()),
      (a, _, k, _, _) -> c2(a, k),
      (a, _, k, _, _) -> c2Rest1(a, k),
      (a, w, _, _, _) -> output(a, w),
      (a, _, _, _, e) -> scoresOut(a, e.scores(), e.scoresAt())
    };
  }

  /**
   * c1: convolution 1x1, relu, 1x5x5 to 4x5x5.
   * Schedule: vectors of 4 along o, tile o:1 x:5 y:2.
   * Cost: 100 multiply-adds.
   * Part 1 of 2: o 0..4, y 0..4, x 0..5.
   */
  static void c1(float[] a, float[] k, float[] image, int imageAt) {
    for (int y = 0; y < 4; y += 2) {
      int in = imageAt + 5 * y;
      int out = 28 * y + 44;
      FloatVector zero = FloatVector.zero(SPECIES);
      FloatVector sum0_0 = zero;
      FloatVector sum0_1 = zero;
      FloatVector sum0_2 = zero;
      FloatVector sum0_3 = zero;
      FloatVector sum0_4 = zero;
      FloatVector sum1_0 = zero;
      FloatVector sum1_1 = zero;
      FloatVector sum1_2 = zero;
      FloatVector sum1_3 = zero;
      FloatVector sum1_4 = zero;
      FloatVector w0 = FloatVector.fromArray(SPECIES, k, 0);
      FloatVector x0 = FloatVector.broadcast(SPECIES, image[in]);
      sum0_0 = w0.fma(x0, sum0_0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, image[in + 1]);
      sum0_1 = w0.fma(x1, sum0_1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, image[in + 2]);
      sum0_2 = w0.fma(x2, sum0_2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, image[in + 3]);
      sum0_3 = w0.fma(x3, sum0_3);
      FloatVector x4 = FloatVector.broadcast(SPECIES, image[in + 4]);
      sum0_4 = w0.fma(x4, sum0_4);
      FloatVector x5 = FloatVector.broadcast(SPECIES, image[in + 5]);
      sum1_0 = w0.fma(x5, sum1_0);
      FloatVector x6 = FloatVector.broadcast(SPECIES, image[in + 6]);
      sum1_1 = w0.fma(x6, sum1_1);
      FloatVector x7 = FloatVector.broadcast(SPECIES, image[in + 7]);
      sum1_2 = w0.fma(x7, sum1_2);
      FloatVector x8 = FloatVector.broadcast(SPECIES, image[in + 8]);
      sum1_3 = w0.fma(x8, sum1_3);
      FloatVector x9 = FloatVector.broadcast(SPECIES, image[in + 9]);
      sum1_4 = w0.fma(x9, sum1_4);
      FloatVector bias0 = FloatVector.fromArray(SPECIES, k, 16);
      sum0_0 = sum0_0.add(bias0);
      sum0_1 = sum0_1.add(bias0);
      sum0_2 = sum0_2.add(bias0);
      sum0_3 = sum0_3.add(bias0);
      sum0_4 = sum0_4.add(bias0);
      sum1_0 = sum1_0.add(bias0);
      sum1_1 = sum1_1.add(bias0);
      sum1_2 = sum1_2.add(bias0);
      sum1_3 = sum1_3.add(bias0);
      sum1_4 = sum1_4.add(bias0);
      zero = FloatVector.zero(SPECIES);
      sum0_0 = sum0_0.blend(zero, zero.compare(VectorOperators.GT, sum0_0));
      sum0_1 = sum0_1.blend(zero, zero.compare(VectorOperators.GT, sum0_1));
      sum0_2 = sum0_2.blend(zero, zero.compare(VectorOperators.GT, sum0_2));
      sum0_3 = sum0_3.blend(zero, zero.compare(VectorOperators.GT, sum0_3));
      sum0_4 = sum0_4.blend(zero, zero.compare(VectorOperators.GT, sum0_4));
      sum1_0 = sum1_0.blend(zero, zero.compare(VectorOperators.GT, sum1_0));
      sum1_1 = sum1_1.blend(zero, zero.compare(VectorOperators.GT, sum1_1));
      sum1_2 = sum1_2.blend(zero, zero.compare(VectorOperators.GT, sum1_2));
      sum1_3 = sum1_3.blend(zero, zero.compare(VectorOperators.GT, sum1_3));
      sum1_4 = sum1_4.blend(zero, zero.compare(VectorOperators.GT, sum1_4));
      sum0_0.intoArray(a, out);
      sum0_1.intoArray(a, out + 4);
      sum0_2.intoArray(a, out + 8);
      sum0_3.intoArray(a, out + 12);
      sum0_4.intoArray(a, out + 16);
      sum1_0.intoArray(a, out + 28);
      sum1_1.intoArray(a, out + 32);
      sum1_2.intoArray(a, out + 36);
      sum1_3.intoArray(a, out + 40);
      sum1_4.intoArray(a, out + 44);
    }
  }

  /**
   * c1: convolution 1x1, relu, 1x5x5 to 4x5x5.
   * Schedule: vectors of 4 along o, tile o:1 x:5 y:2.
   * Cost: 100 multiply-adds.
   * Part 2 of 2: o 0..4, y 4..5, x 0..5.
   */
  static void c1Rest1(float[] a, float[] k, float[] image, int imageAt) {
    int in = imageAt + 20;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum0 = zero;
    FloatVector sum1 = zero;
    FloatVector sum2 = zero;
    FloatVector sum3 = zero;
    FloatVector sum4 = zero;
    FloatVector w0 = FloatVector.fromArray(SPECIES, k, 0);
    FloatVector x0 = FloatVector.broadcast(SPECIES, image[in]);
    sum0 = w0.fma(x0, sum0);
    FloatVector x1 = FloatVector.broadcast(SPECIES, image[in + 1]);
    sum1 = w0.fma(x1, sum1);
    FloatVector x2 = FloatVector.broadcast(SPECIES, image[in + 2]);
    sum2 = w0.fma(x2, sum2);
    FloatVector x3 = FloatVector.broadcast(SPECIES, image[in + 3]);
    sum3 = w0.fma(x3, sum3);
    FloatVector x4 = FloatVector.broadcast(SPECIES, image[in + 4]);
    sum4 = w0.fma(x4, sum4);
    FloatVector bias0 = FloatVector.fromArray(SPECIES, k, 16);
    sum0 = sum0.add(bias0);
    sum1 = sum1.add(bias0);
    sum2 = sum2.add(bias0);
    sum3 = sum3.add(bias0);
    sum4 = sum4.add(bias0);
    zero = FloatVector.zero(SPECIES);
    sum0 = sum0.blend(zero, zero.compare(VectorOperators.GT, sum0));
    sum1 = sum1.blend(zero, zero.compare(VectorOperators.GT, sum1));
    sum2 = sum2.blend(zero, zero.compare(VectorOperators.GT, sum2));
    sum3 = sum3.blend(zero, zero.compare(VectorOperators.GT, sum3));
    sum4 = sum4.blend(zero, zero.compare(VectorOperators.GT, sum4));
    sum0.intoArray(a, 156);
    sum1.intoArray(a, 160);
    sum2.intoArray(a, 164);
    sum3.intoArray(a, 168);
    sum4.intoArray(a, 172);
  }

  /**
   * c2: convolution 3x3, padding 1x1, added to another value, relu, 4x5x5 to 4x5x5.
   * Schedule: vectors of 4 along o, tile o:1 x:5 y:2, sum over i, ky, kx; unrolled kx, reads
   * shared.
   * Cost: 3,600 multiply-adds.
   * Part 1 of 2: o 0..4, y 0..4, x 0..5.
   */
  static void c2(float[] a, float[] k) {
    for (int y = 0; y < 4; y += 2) {
      int in = 28 * y + 12;
      int out = 20 * y + 220;
      FloatVector zero = FloatVector.zero(SPECIES);
      FloatVector sum0_0 = zero;
      FloatVector sum0_1 = zero;
      FloatVector sum0_2 = zero;
      FloatVector sum0_3 = zero;
      FloatVector sum0_4 = zero;
      FloatVector sum1_0 = zero;
      FloatVector sum1_1 = zero;
      FloatVector sum1_2 = zero;
      FloatVector sum1_3 = zero;
      FloatVector sum1_4 = zero;
      for (int i_ky = 0; i_ky < 12; i_ky++) {
        int inStep = WALK_1[i_ky];
        FloatVector w0 = FloatVector.fromArray(SPECIES, k, 12 * i_ky + 32);
        FloatVector w1 = FloatVector.fromArray(SPECIES, k, 12 * i_ky + 36);
        FloatVector w2 = FloatVector.fromArray(SPECIES, k, 12 * i_ky + 40);
        FloatVector x0 = FloatVector.broadcast(SPECIES, a[in + inStep + 4]);
        sum0_1 = w0.fma(x0, sum0_1);
        sum0_0 = w1.fma(x0, sum0_0);
        FloatVector x1 = FloatVector.broadcast(SPECIES, a[in + inStep + 8]);
        sum0_2 = w0.fma(x1, sum0_2);
        sum0_1 = w1.fma(x1, sum0_1);
        sum0_0 = w2.fma(x1, sum0_0);
        FloatVector x2 = FloatVector.broadcast(SPECIES, a[in + inStep + 12]);
        sum0_3 = w0.fma(x2, sum0_3);
        sum0_2 = w1.fma(x2, sum0_2);
        sum0_1 = w2.fma(x2, sum0_1);
        FloatVector x3 = FloatVector.broadcast(SPECIES, a[in + inStep + 16]);
        sum0_4 = w0.fma(x3, sum0_4);
        sum0_3 = w1.fma(x3, sum0_3);
        sum0_2 = w2.fma(x3, sum0_2);
        FloatVector x4 = FloatVector.broadcast(SPECIES, a[in + inStep + 20]);
        sum0_4 = w1.fma(x4, sum0_4);
        sum0_3 = w2.fma(x4, sum0_3);
        FloatVector x5 = FloatVector.broadcast(SPECIES, a[in + inStep + 32]);
        sum1_1 = w0.fma(x5, sum1_1);
        sum1_0 = w1.fma(x5, sum1_0);
        FloatVector x6 = FloatVector.broadcast(SPECIES, a[in + inStep + 36]);
        sum1_2 = w0.fma(x6, sum1_2);
        sum1_1 = w1.fma(x6, sum1_1);
        sum1_0 = w2.fma(x6, sum1_0);
        FloatVector x7 = FloatVector.broadcast(SPECIES, a[in + inStep + 40]);
        sum1_3 = w0.fma(x7, sum1_3);
        sum1_2 = w1.fma(x7, sum1_2);
        sum1_1 = w2.fma(x7, sum1_1);
        FloatVector x8 = FloatVector.broadcast(SPECIES, a[in + inStep + 44]);
        sum1_4 = w0.fma(x8, sum1_4);
        sum1_3 = w1.fma(x8, sum1_3);
        sum1_2 = w2.fma(x8, sum1_2);
        FloatVector x9 = FloatVector.broadcast(SPECIES, a[in + inStep + 48]);
        sum1_4 = w1.fma(x9, sum1_4);
        sum1_3 = w2.fma(x9, sum1_3);
      }
      FloatVector bias0 = FloatVector.fromArray(SPECIES, k, 176);
      sum0_0 = sum0_0.add(bias0);
      sum0_1 = sum0_1.add(bias0);
      sum0_2 = sum0_2.add(bias0);
      sum0_3 = sum0_3.add(bias0);
      sum0_4 = sum0_4.add(bias0);
      sum1_0 = sum1_0.add(bias0);
      sum1_1 = sum1_1.add(bias0);
      sum1_2 = sum1_2.add(bias0);
      sum1_3 = sum1_3.add(bias0);
      sum1_4 = sum1_4.add(bias0);
      int addend = 28 * y + 44;
      FloatVector added0 = FloatVector.fromArray(SPECIES, a, addend);
      sum0_0 = sum0_0.add(added0);
      FloatVector added1 = FloatVector.fromArray(SPECIES, a, addend + 4);
      sum0_1 = sum0_1.add(added1);
      FloatVector added2 = FloatVector.fromArray(SPECIES, a, addend + 8);
      sum0_2 = sum0_2.add(added2);
      FloatVector added3 = FloatVector.fromArray(SPECIES, a, addend + 12);
      sum0_3 = sum0_3.add(added3);
      FloatVector added4 = FloatVector.fromArray(SPECIES, a, addend + 16);
      sum0_4 = sum0_4.add(added4);
      FloatVector added5 = FloatVector.fromArray(SPECIES, a, addend + 28);
      sum1_0 = sum1_0.add(added5);
      FloatVector added6 = FloatVector.fromArray(SPECIES, a, addend + 32);
      sum1_1 = sum1_1.add(added6);
      FloatVector added7 = FloatVector.fromArray(SPECIES, a, addend + 36);
      sum1_2 = sum1_2.add(added7);
      FloatVector added8 = FloatVector.fromArray(SPECIES, a, addend + 40);
      sum1_3 = sum1_3.add(added8);
      FloatVector added9 = FloatVector.fromArray(SPECIES, a, addend + 44);
      sum1_4 = sum1_4.add(added9);
      zero = FloatVector.zero(SPECIES);
      sum0_0 = sum0_0.blend(zero, zero.compare(VectorOperators.GT, sum0_0));
      sum0_1 = sum0_1.blend(zero, zero.compare(VectorOperators.GT, sum0_1));
      sum0_2 = sum0_2.blend(zero, zero.compare(VectorOperators.GT, sum0_2));
      sum0_3 = sum0_3.blend(zero, zero.compare(VectorOperators.GT, sum0_3));
      sum0_4 = sum0_4.blend(zero, zero.compare(VectorOperators.GT, sum0_4));
      sum1_0 = sum1_0.blend(zero, zero.compare(VectorOperators.GT, sum1_0));
      sum1_1 = sum1_1.blend(zero, zero.compare(VectorOperators.GT, sum1_1));
      sum1_2 = sum1_2.blend(zero, zero.compare(VectorOperators.GT, sum1_2));
      sum1_3 = sum1_3.blend(zero, zero.compare(VectorOperators.GT, sum1_3));
      sum1_4 = sum1_4.blend(zero, zero.compare(VectorOperators.GT, sum1_4));
      sum0_0.intoArray(a, out);
      sum0_1.intoArray(a, out + 4);
      sum0_2.intoArray(a, out + 8);
      sum0_3.intoArray(a, out + 12);
      sum0_4.intoArray(a, out + 16);
      sum1_0.intoArray(a, out + 20);
      sum1_1.intoArray(a, out + 24);
      sum1_2.intoArray(a, out + 28);
      sum1_3.intoArray(a, out + 32);
      sum1_4.intoArray(a, out + 36);
    }
  }

  /**
   * c2: convolution 3x3, padding 1x1, added to another value, relu, 4x5x5 to 4x5x5.
   * Schedule: vectors of 4 along o, tile o:1 x:5 y:2, sum over i, ky, kx; unrolled kx, reads
   * shared.
   * Cost: 3,600 multiply-adds.
   * Part 2 of 2: o 0..4, y 4..5, x 0..5.
   */
  static void c2Rest1(float[] a, float[] k) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum0 = zero;
    FloatVector sum1 = zero;
    FloatVector sum2 = zero;
    FloatVector sum3 = zero;
    FloatVector sum4 = zero;
    for (int i_ky = 0; i_ky < 12; i_ky++) {
      int inStep = WALK_1[i_ky];
      FloatVector w0 = FloatVector.fromArray(SPECIES, k, 12 * i_ky + 32);
      FloatVector w1 = FloatVector.fromArray(SPECIES, k, 12 * i_ky + 36);
      FloatVector w2 = FloatVector.fromArray(SPECIES, k, 12 * i_ky + 40);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[inStep + 128]);
      sum1 = w0.fma(x0, sum1);
      sum0 = w1.fma(x0, sum0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[inStep + 132]);
      sum2 = w0.fma(x1, sum2);
      sum1 = w1.fma(x1, sum1);
      sum0 = w2.fma(x1, sum0);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[inStep + 136]);
      sum3 = w0.fma(x2, sum3);
      sum2 = w1.fma(x2, sum2);
      sum1 = w2.fma(x2, sum1);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[inStep + 140]);
      sum4 = w0.fma(x3, sum4);
      sum3 = w1.fma(x3, sum3);
      sum2 = w2.fma(x3, sum2);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[inStep + 144]);
      sum4 = w1.fma(x4, sum4);
      sum3 = w2.fma(x4, sum3);
    }
    FloatVector bias0 = FloatVector.fromArray(SPECIES, k, 176);
    sum0 = sum0.add(bias0);
    sum1 = sum1.add(bias0);
    sum2 = sum2.add(bias0);
    sum3 = sum3.add(bias0);
    sum4 = sum4.add(bias0);
    FloatVector added0 = FloatVector.fromArray(SPECIES, a, 156);
    sum0 = sum0.add(added0);
    FloatVector added1 = FloatVector.fromArray(SPECIES, a, 160);
    sum1 = sum1.add(added1);
    FloatVector added2 = FloatVector.fromArray(SPECIES, a, 164);
    sum2 = sum2.add(added2);
    FloatVector added3 = FloatVector.fromArray(SPECIES, a, 168);
    sum3 = sum3.add(added3);
    FloatVector added4 = FloatVector.fromArray(SPECIES, a, 172);
    sum4 = sum4.add(added4);
    zero = FloatVector.zero(SPECIES);
    sum0 = sum0.blend(zero, zero.compare(VectorOperators.GT, sum0));
    sum1 = sum1.blend(zero, zero.compare(VectorOperators.GT, sum1));
    sum2 = sum2.blend(zero, zero.compare(VectorOperators.GT, sum2));
    sum3 = sum3.blend(zero, zero.compare(VectorOperators.GT, sum3));
    sum4 = sum4.blend(zero, zero.compare(VectorOperators.GT, sum4));
    sum0.intoArray(a, 300);
    sum1.intoArray(a, 304);
    sum2.intoArray(a, 308);
    sum3.intoArray(a, 312);
    sum4.intoArray(a, 316);
  }

  /**
   * output: convolution 5x5 over the whole map, 4x5x5 to 3x1x1.
   * Schedule: vectors of 4 along o, tile o:1, sum over i, ky, kx; unrolled kx, ky.
   * Cost: 300 multiply-adds.
   */
  static void output(float[] a, MemorySegment w) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum = zero;
    for (int i = 0; i < 4; i++) {
      FloatVector w0 =
          FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400, ByteOrder.LITTLE_ENDIAN);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[i + 220]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 16, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 224]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 32, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 228]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 48, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 232]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 64, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 236]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 80, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 240]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 96, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 244]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 112, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 248]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 128, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 252]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 144, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 256]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 160, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 260]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 176, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 264]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 192, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 268]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 208, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 272]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 224, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 276]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 240, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 280]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 256, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 284]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 272, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 288]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 288, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 292]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 304, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 296]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 320, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 300]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 336, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 304]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 352, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 308]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 368, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 312]);
      sum = w0.fma(x0, sum);
      w0 = FloatVector.fromMemorySegment(SPECIES, w, (long) i * 400 + 384, ByteOrder.LITTLE_ENDIAN);
      x0 = FloatVector.broadcast(SPECIES, a[i + 316]);
      sum = w0.fma(x0, sum);
    }
    FloatVector bias0 = FloatVector.fromMemorySegment(SPECIES, w, 1600, ByteOrder.LITTLE_ENDIAN);
    sum = sum.add(bias0);
    sum.intoArray(a, 332);
  }

  /**
   * scoresOut: hands out 3x1x1.
   */
  static void scoresOut(float[] a, float[] scores, int scoresAt) {
    System.arraycopy(a, 332, scores, scoresAt, 3);
  }
}
