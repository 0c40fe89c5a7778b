package nets;

import dev.lathe.runtime.math.ScalarMath;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
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
 * streamed, aligned for vectors, {@code k} all others; {@code g} is the packed sums of gradients.
 * {@code image} and {@code scores} are the caller's own arrays. A part's range such as 0..8 leaves
 * out its end.
 */
@Generated("dev.lathe.processor.LatheProcessor")
final class TinyVector128 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;

  private TinyVector128() {
  }

  /**
   * Where the data lies: offsets and sizes in floats, -1 where there is none.
   */
  static Plan plan() {
    int arena = 124;
    int input = -1;
    int target = -1;
    int output = -1;
    int loss = -1;
    int inputGradient = -1;
    return new Plan(arena, input, target, output, loss, inputGradient, weights(), gradients());
  }

  private static Packing weights() {
    return new Packing(48, 48, weightCopies());
  }

  private static List<Packing.Copy> weightCopies() {
    return List.of(
        new Packing.Copy(
            "c1.weight", Packing.Storage.ARRAY, 0, 0,
            new int[] {3, 3, 2}, new int[] {3, 1, 9}, new int[] {6, 2, 1}),
        new Packing.Copy(
            "c1.bias", Packing.Storage.ARRAY, 0, 32, new int[] {2}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "output.weight", Packing.Storage.SEGMENT, 0, 0,
            new int[] {2, 2, 2, 3}, new int[] {4, 2, 1, 8}, new int[] {16, 8, 4, 1}),
        new Packing.Copy(
            "output.bias", Packing.Storage.SEGMENT, 0, 32,
            new int[] {3}, new int[] {1}, new int[] {1}));
  }

  private static Packing gradients() {
    return Packing.NONE;
  }

  /**
   * The kernels in the order in which they run.
   */
  static Pass.Kernel[] kernels() {
    return new Pass.Kernel[] {
      (a, _, _, _, e) -> networkInput(a, e.image(), e.imageAt()),
      (a, _, k, _, _) -> c1_s2(a, k),
      (a, w, _, _, _) -> outputDense(a, w),
      (a, _, _, _, _) -> output(a),
      (a, _, _, _, e) -> scoresOut(a, e.scores(), e.scoresAt())
    };
  }

  /**
   * networkInput: sorts the rows of 1x6x6 by x modulo 2.
   */
  static void networkInput(float[] a, float[] image, int imageAt) {
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 3; x++) {
        a[x + 10 * y + 12] = image[imageAt + 2 * x + 6 * y];
      }
      for (int x = 0; x < 3; x++) {
        a[x + 10 * y + 17] = image[imageAt + 2 * x + 6 * y + 1];
      }
    }
  }

  /**
   * c1_s2: convolution 3x3, relu, max-pooling 2x2, 1x6x6 to 2x2x2.
   * Schedule: vectors of 4 along x, tile o:2 x:1, sum over ky, kx; unrolled kx, reads shared.
   * Cost: 288 multiply-adds.
   */
  static void c1_s2(float[] a, float[] k) {
    for (int y = 0; y < 2; y++) {
      int in = 20 * y + 12;
      int out = 4 * y + 76;
      FloatVector zero = FloatVector.zero(SPECIES);
      FloatVector sum0_0_0 = zero;
      FloatVector sum0_0_1 = zero;
      FloatVector sum0_1_0 = zero;
      FloatVector sum0_1_1 = zero;
      FloatVector sum1_0_0 = zero;
      FloatVector sum1_0_1 = zero;
      FloatVector sum1_1_0 = zero;
      FloatVector sum1_1_1 = zero;
      for (int ky = 0; ky < 3; ky++) {
        FloatVector w0 = FloatVector.broadcast(SPECIES, k[6 * ky]);
        FloatVector w1 = FloatVector.broadcast(SPECIES, k[6 * ky + 1]);
        FloatVector w2 = FloatVector.broadcast(SPECIES, k[6 * ky + 2]);
        FloatVector w3 = FloatVector.broadcast(SPECIES, k[6 * ky + 3]);
        FloatVector w4 = FloatVector.broadcast(SPECIES, k[6 * ky + 4]);
        FloatVector w5 = FloatVector.broadcast(SPECIES, k[6 * ky + 5]);
        FloatVector x0 = FloatVector.fromArray(SPECIES, a, in + 10 * ky);
        sum0_0_0 = w0.fma(x0, sum0_0_0);
        sum1_0_0 = w1.fma(x0, sum1_0_0);
        FloatVector x1 = FloatVector.fromArray(SPECIES, a, in + 10 * ky + 1);
        sum0_0_1 = w2.fma(x1, sum0_0_1);
        sum1_0_1 = w3.fma(x1, sum1_0_1);
        sum0_0_0 = w4.fma(x1, sum0_0_0);
        sum1_0_0 = w5.fma(x1, sum1_0_0);
        FloatVector x2 = FloatVector.fromArray(SPECIES, a, in + 10 * ky + 5);
        sum0_0_1 = w0.fma(x2, sum0_0_1);
        sum1_0_1 = w1.fma(x2, sum1_0_1);
        sum0_0_0 = w2.fma(x2, sum0_0_0);
        sum1_0_0 = w3.fma(x2, sum1_0_0);
        FloatVector x3 = FloatVector.fromArray(SPECIES, a, in + 10 * ky + 6);
        sum0_0_1 = w4.fma(x3, sum0_0_1);
        sum1_0_1 = w5.fma(x3, sum1_0_1);
        FloatVector x4 = FloatVector.fromArray(SPECIES, a, in + 10 * ky + 10);
        sum0_1_0 = w0.fma(x4, sum0_1_0);
        sum1_1_0 = w1.fma(x4, sum1_1_0);
        FloatVector x5 = FloatVector.fromArray(SPECIES, a, in + 10 * ky + 11);
        sum0_1_1 = w2.fma(x5, sum0_1_1);
        sum1_1_1 = w3.fma(x5, sum1_1_1);
        sum0_1_0 = w4.fma(x5, sum0_1_0);
        sum1_1_0 = w5.fma(x5, sum1_1_0);
        FloatVector x6 = FloatVector.fromArray(SPECIES, a, in + 10 * ky + 15);
        sum0_1_1 = w0.fma(x6, sum0_1_1);
        sum1_1_1 = w1.fma(x6, sum1_1_1);
        sum0_1_0 = w2.fma(x6, sum0_1_0);
        sum1_1_0 = w3.fma(x6, sum1_1_0);
        FloatVector x7 = FloatVector.fromArray(SPECIES, a, in + 10 * ky + 16);
        sum0_1_1 = w4.fma(x7, sum0_1_1);
        sum1_1_1 = w5.fma(x7, sum1_1_1);
      }
      sum0_0_0 = sum0_0_0.max(sum0_0_1);
      sum0_0_0 = sum0_0_0.max(sum0_1_0);
      sum0_0_0 = sum0_0_0.max(sum0_1_1);
      sum1_0_0 = sum1_0_0.max(sum1_0_1);
      sum1_0_0 = sum1_0_0.max(sum1_1_0);
      sum1_0_0 = sum1_0_0.max(sum1_1_1);
      FloatVector bias0 = FloatVector.broadcast(SPECIES, k[32]);
      sum0_0_0 = sum0_0_0.add(bias0);
      FloatVector bias1 = FloatVector.broadcast(SPECIES, k[33]);
      sum1_0_0 = sum1_0_0.add(bias1);
      zero = FloatVector.zero(SPECIES);
      sum0_0_0 = sum0_0_0.blend(zero, zero.compare(VectorOperators.GT, sum0_0_0));
      sum1_0_0 = sum1_0_0.blend(zero, zero.compare(VectorOperators.GT, sum1_0_0));
      sum0_0_0.intoArray(a, out);
      sum1_0_0.intoArray(a, out + 8);
    }
  }

  /**
   * output.dense: convolution 2x2 over the whole map, 2x2x2 to 3x1x1.
   * Schedule: vectors of 4 along o, tile o:1, sum over i, ky, kx; unrolled kx, ky, i, reads shared;
   * each sum in 4 parts.
   * Cost: 24 multiply-adds.
   */
  static void outputDense(float[] a, MemorySegment w) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum = zero;
    FloatVector sumPart1 = zero;
    FloatVector sumPart2 = zero;
    FloatVector sumPart3 = zero;
    FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, 0, ByteOrder.LITTLE_ENDIAN);
    FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, 16, ByteOrder.LITTLE_ENDIAN);
    FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, 32, ByteOrder.LITTLE_ENDIAN);
    FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, 48, ByteOrder.LITTLE_ENDIAN);
    FloatVector w4 = FloatVector.fromMemorySegment(SPECIES, w, 64, ByteOrder.LITTLE_ENDIAN);
    FloatVector w5 = FloatVector.fromMemorySegment(SPECIES, w, 80, ByteOrder.LITTLE_ENDIAN);
    FloatVector w6 = FloatVector.fromMemorySegment(SPECIES, w, 96, ByteOrder.LITTLE_ENDIAN);
    FloatVector w7 = FloatVector.fromMemorySegment(SPECIES, w, 112, ByteOrder.LITTLE_ENDIAN);
    FloatVector x0 = FloatVector.broadcast(SPECIES, a[76]);
    sum = w0.fma(x0, sum);
    FloatVector x1 = FloatVector.broadcast(SPECIES, a[77]);
    sumPart1 = w1.fma(x1, sumPart1);
    FloatVector x2 = FloatVector.broadcast(SPECIES, a[80]);
    sumPart2 = w2.fma(x2, sumPart2);
    FloatVector x3 = FloatVector.broadcast(SPECIES, a[81]);
    sumPart3 = w3.fma(x3, sumPart3);
    FloatVector x4 = FloatVector.broadcast(SPECIES, a[84]);
    sum = w4.fma(x4, sum);
    FloatVector x5 = FloatVector.broadcast(SPECIES, a[85]);
    sumPart1 = w5.fma(x5, sumPart1);
    FloatVector x6 = FloatVector.broadcast(SPECIES, a[88]);
    sumPart2 = w6.fma(x6, sumPart2);
    FloatVector x7 = FloatVector.broadcast(SPECIES, a[89]);
    sumPart3 = w7.fma(x7, sumPart3);
    sum = sum.add(sumPart1);
    sum = sum.add(sumPart2);
    sum = sum.add(sumPart3);
    FloatVector bias0 = FloatVector.fromMemorySegment(SPECIES, w, 128, ByteOrder.LITTLE_ENDIAN);
    sum = sum.add(bias0);
    sum.intoArray(a, 92);
  }

  /**
   * output: log-softmax, 3x1x1 to 3x1x1.
   */
  static void output(float[] a) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      max = Math.max(max, a[i + 92]);
    }
    float sum = 0f;
    for (int i = 0; i < 3; i++) {
      sum = sum + ScalarMath.exp(a[i + 92] - max);
    }
    float log = ScalarMath.log(sum);
    for (int i = 0; i < 3; i++) {
      a[i + 108] = a[i + 92] - max - log;
    }
  }

  /**
   * scoresOut: hands out 3x1x1.
   */
  static void scoresOut(float[] a, float[] scores, int scoresAt) {
    System.arraycopy(a, 108, scores, scoresAt, 3);
  }
}
