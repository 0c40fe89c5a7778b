package nets;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import dev.lathe.runtime.spi.Transposition;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The kernels of the inference pass on scalars, in the order in which they run.
 *
 * <p>{@code a} is the working memory of one image; {@code w} is the packed weights that are
 * streamed, aligned for vectors, {@code k} all others; {@code g} is the packed sums of gradients.
 * {@code image} and {@code scores} are the caller's own arrays. A part's range such as 0..8 leaves
 * out its end.
 */
@Generated("dev.lathe.processor.LatheProcessor")
final class PaddedScalar {
  private PaddedScalar() {
  }

  /**
   * Where the data lies: offsets and sizes in floats, -1 where there is none.
   */
  static Plan plan() {
    int arena = 172;
    int input = -1;
    int target = -1;
    int output = -1;
    int loss = -1;
    int inputGradient = -1;
    return new Plan(arena, input, target, output, loss, inputGradient, weights(), gradients());
  }

  private static Packing weights() {
    return new Packing(0, 32, weightCopies());
  }

  private static List<Packing.Copy> weightCopies() {
    return List.of(
        new Packing.Copy(
            "c1.weight", Packing.Storage.ARRAY, 0, 0,
            new int[] {5, 5}, new int[] {5, 1}, new int[] {5, 1}));
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
      (a, _, k, _, _) -> c1(a, k),
      (a, _, _, _, e) -> scoresOut(a, e.scores(), e.scoresAt())
    };
  }

  /**
   * networkInput: copies 1x6x6 between its border of zeros.
   */
  static void networkInput(float[] a, float[] image, int imageAt) {
    for (int y = 0; y < 6; y++) {
      System.arraycopy(image, imageAt + 6 * y, a, 10 * y + 34, 6);
    }
  }

  /**
   * c1: convolution 5x5, padding 2x2, 1x6x6 to 1x6x6.
   * Schedule: scalars, tile o:1 x:6, sum over ky, kx; unrolled kx, reads shared.
   * Cost: 900 multiply-adds.
   */
  static void c1(float[] a, float[] k) {
    for (int y = 0; y < 6; y++) {
      int in = 10 * y + 12;
      int out = 6 * y + 124;
      float zero = 0f;
      float sum0 = zero;
      float sum1 = zero;
      float sum2 = zero;
      float sum3 = zero;
      float sum4 = zero;
      float sum5 = zero;
      for (int ky = Math.max(2 - y, 0); ky < Math.min(8 - y, 5); ky++) {
        float w0 = k[5 * ky];
        float w1 = k[5 * ky + 1];
        float w2 = k[5 * ky + 2];
        float w3 = k[5 * ky + 3];
        float w4 = k[5 * ky + 4];
        float x0 = a[in + 10 * ky + 2];
        sum2 = w0 * x0 + sum2;
        sum1 = w1 * x0 + sum1;
        sum0 = w2 * x0 + sum0;
        float x1 = a[in + 10 * ky + 3];
        sum3 = w0 * x1 + sum3;
        sum2 = w1 * x1 + sum2;
        sum1 = w2 * x1 + sum1;
        sum0 = w3 * x1 + sum0;
        float x2 = a[in + 10 * ky + 4];
        sum4 = w0 * x2 + sum4;
        sum3 = w1 * x2 + sum3;
        sum2 = w2 * x2 + sum2;
        sum1 = w3 * x2 + sum1;
        sum0 = w4 * x2 + sum0;
        float x3 = a[in + 10 * ky + 5];
        sum5 = w0 * x3 + sum5;
        sum4 = w1 * x3 + sum4;
        sum3 = w2 * x3 + sum3;
        sum2 = w3 * x3 + sum2;
        sum1 = w4 * x3 + sum1;
        float x4 = a[in + 10 * ky + 6];
        sum5 = w1 * x4 + sum5;
        sum4 = w2 * x4 + sum4;
        sum3 = w3 * x4 + sum3;
        sum2 = w4 * x4 + sum2;
        float x5 = a[in + 10 * ky + 7];
        sum5 = w2 * x5 + sum5;
        sum4 = w3 * x5 + sum4;
        sum3 = w4 * x5 + sum3;
      }
      a[out] = sum0;
      a[out + 1] = sum1;
      a[out + 2] = sum2;
      a[out + 3] = sum3;
      a[out + 4] = sum4;
      a[out + 5] = sum5;
    }
  }

  /**
   * scoresOut: 1x6x6 with the channels first.
   */
  static void scoresOut(float[] a, float[] scores, int scoresAt) {
    Transposition.copy(a, 124, 1, scores, scoresAt, 36, 1, 36);
  }
}
