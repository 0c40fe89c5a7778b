package nets;

import dev.lathe.runtime.math.ScalarMath;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The kernels of the training pass on scalars, in the order in which they run.
 *
 * <p>{@code a} is the working memory of one image; {@code w} is the packed weights that are
 * streamed, aligned for vectors, {@code k} all others; {@code g} is the packed sums of gradients.
 * The first 32 of {@code k} are weights where the optimizer changes them, with their gradients at
 * the same places of {@code g}. {@code d_x} is the derivative of the loss with respect to {@code
 * x}. A part's range such as 0..8 leaves out its end.
 */
@Generated("dev.lathe.processor.LatheProcessor")
final class TrainedTrainingScalar {
  private TrainedTrainingScalar() {
  }

  /**
   * Where the data lies: offsets and sizes in floats, -1 where there is none.
   */
  static Plan plan() {
    int arena = 92;
    int input = 12;
    int target = 60;
    int output = 44;
    int loss = 28;
    int inputGradient = -1;
    return new Plan(arena, input, target, output, loss, inputGradient, weights(), gradients());
  }

  private static Packing weights() {
    return new Packing(0, 64, weightCopies());
  }

  private static List<Packing.Copy> weightCopies() {
    return List.of(
        new Packing.Copy(
            "output.weight", Packing.Storage.ARRAY, 0, 32,
            new int[] {4, 2}, new int[] {1, 4}, new int[] {2, 1}),
        new Packing.Copy(
            "output.bias", Packing.Storage.ARRAY, 0, 48,
            new int[] {2}, new int[] {1}, new int[] {1}));
  }

  private static Packing gradients() {
    return new Packing(0, 32, gradientCopies());
  }

  private static List<Packing.Copy> gradientCopies() {
    return List.of(
        new Packing.Copy(
            "output.bias", Packing.Storage.ARRAY, 0, 0,
            new int[] {2}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "output.weight", Packing.Storage.ARRAY, 0, 16,
            new int[] {2, 4}, new int[] {4, 1}, new int[] {4, 1}));
  }

  /**
   * The kernels in the order in which they run.
   */
  static Pass.Kernel[] kernels() {
    return new Pass.Kernel[] {
      (a, _, k, _, _) -> outputDense(a, k),
      (a, _, _, _, _) -> output(a),
      (a, _, _, _, _) -> loss(a),
      (a, _, _, _, _) -> d_output(a),
      (a, _, _, _, _) -> d_outputBiased(a),
      (a, _, _, g, _) -> d_outputBias(a, g),
      (a, _, _, g, _) -> d_outputWeight(a, g)
    };
  }

  /**
   * output.dense: dense layer, 4 to 2.
   * Schedule: scalars, tile o:2, sum over i; unrolled i, reads shared.
   * Cost: 8 multiply-adds.
   */
  static void outputDense(float[] a, float[] k) {
    float zero = 0f;
    float sum0 = zero;
    float sum1 = zero;
    float w0 = k[32];
    float w1 = k[33];
    float w2 = k[34];
    float w3 = k[35];
    float w4 = k[36];
    float w5 = k[37];
    float w6 = k[38];
    float w7 = k[39];
    float x0 = a[12];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    float x1 = a[13];
    sum0 = w2 * x1 + sum0;
    sum1 = w3 * x1 + sum1;
    float x2 = a[14];
    sum0 = w4 * x2 + sum0;
    sum1 = w5 * x2 + sum1;
    float x3 = a[15];
    sum0 = w6 * x3 + sum0;
    sum1 = w7 * x3 + sum1;
    float bias0 = k[48];
    sum0 = sum0 + bias0;
    float bias1 = k[49];
    sum1 = sum1 + bias1;
    a[28] = sum0;
    a[29] = sum1;
  }

  /**
   * output: log-softmax, 2 to 2.
   */
  static void output(float[] a) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < 2; i++) {
      max = Math.max(max, a[i + 28]);
    }
    float sum = 0f;
    for (int i = 0; i < 2; i++) {
      sum = sum + ScalarMath.exp(a[i + 28] - max);
    }
    float log = ScalarMath.log(sum);
    for (int i = 0; i < 2; i++) {
      a[i + 44] = a[i + 28] - max - log;
    }
  }

  /**
   * loss: negative log-likelihood, 2 to scalar.
   */
  static void loss(float[] a) {
    float sum = 0f;
    for (int c = 0; c < 2; c++) {
      float wanted = a[c + 60];
      sum = sum + (wanted == 0f ? 0f : wanted * a[c + 44]);
    }
    a[28] = sum * -1f;
  }

  /**
   * d_output: gradient of the negative log-likelihood, 2 to 2.
   */
  static void d_output(float[] a) {
    for (int c = 0; c < 2; c++) {
      a[c + 76] = a[c + 60] * -1f;
    }
  }

  /**
   * d_output.biased: gradient of log-softmax, 2 to 2.
   */
  static void d_outputBiased(float[] a) {
    float sum = 0f;
    for (int i = 0; i < 2; i++) {
      sum = sum + a[i + 76];
    }
    for (int i = 0; i < 2; i++) {
      float power = ScalarMath.exp(a[i + 44]);
      a[i + 60] = a[i + 76] - power * sum;
    }
  }

  /**
   * d_output.bias: gradient in the bias, 2 to 2.
   * Schedule: scalars, tile o:2.
   * Cost: 2 multiply-adds.
   */
  static void d_outputBias(float[] a, float[] g) {
    float sum0 = g[0];
    float sum1 = g[1];
    float x0 = a[60];
    sum0 = sum0 + x0;
    float x1 = a[61];
    sum1 = sum1 + x1;
    g[0] = sum0;
    g[1] = sum1;
  }

  /**
   * d_output.weight: gradient in the weights of a dense layer, 4 to 2x4.
   * Schedule: scalars, tile i:4 o:2.
   * Cost: 8 multiply-adds.
   */
  static void d_outputWeight(float[] a, float[] g) {
    float sum0_0 = g[16];
    float sum0_1 = g[17];
    float sum0_2 = g[18];
    float sum0_3 = g[19];
    float sum1_0 = g[20];
    float sum1_1 = g[21];
    float sum1_2 = g[22];
    float sum1_3 = g[23];
    float d0 = a[60];
    float d1 = a[61];
    float x0 = a[12];
    sum0_0 = d0 * x0 + sum0_0;
    sum1_0 = d1 * x0 + sum1_0;
    float x1 = a[13];
    sum0_1 = d0 * x1 + sum0_1;
    sum1_1 = d1 * x1 + sum1_1;
    float x2 = a[14];
    sum0_2 = d0 * x2 + sum0_2;
    sum1_2 = d1 * x2 + sum1_2;
    float x3 = a[15];
    sum0_3 = d0 * x3 + sum0_3;
    sum1_3 = d1 * x3 + sum1_3;
    g[16] = sum0_0;
    g[17] = sum0_1;
    g[18] = sum0_2;
    g[19] = sum0_3;
    g[20] = sum1_0;
    g[21] = sum1_1;
    g[22] = sum1_2;
    g[23] = sum1_3;
  }
}
