package generated;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
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
final class ConvolutionScalar {
  private ConvolutionScalar() {
  }

  /**
   * Where the data lies: offsets and sizes in floats, -1 where there is none.
   */
  static Plan plan() {
    int arena = 64;
    int input = 0;
    int target = -1;
    int output = 32;
    int loss = -1;
    int inputGradient = -1;
    return new Plan(arena, input, target, output, loss, inputGradient, weights(), gradients());
  }

  private static Packing weights() {
    return Packing.NONE;
  }

  private static Packing gradients() {
    return Packing.NONE;
  }

  /**
   * The kernels in the order in which they run.
   */
  static Pass.Kernel[] kernels() {
    return new Pass.Kernel[] {
      (a, _, k, _, _) -> c1(a, k)
    };
  }

  /**
   * c1: convolution 3x3 with ReLU, 1x8x8 to 1x6x6.
   * One pixel at a time, the taps of a row unrolled.
   */
  static void c1(float[] a, float[] k) {
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 6; x++) {
        float sum = 0f;
        for (int i = 0; i < 3; i++) {
          int row = 8 * i + x + 8 * y;
          float w0 = k[3 * i];
          sum = w0 * a[row] + sum;
          float w1 = k[3 * i + 1];
          sum = w1 * a[row + 1] + sum;
          float w2 = k[3 * i + 2];
          sum = w2 * a[row + 2] + sum;
        }
        // Adding the bias last keeps the accumulators independent of it.
        a[x + 6 * y + 64] = Math.max(sum + k[9], 0f);
      }
    }
  }
}
