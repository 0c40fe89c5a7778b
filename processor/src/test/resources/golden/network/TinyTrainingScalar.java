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
 * streamed, aligned for vectors, {@code k} those that stay in the first-level cache; {@code g} is
 * the packed sums of gradients. {@code d_x} is the derivative of the loss with respect to {@code
 * x}. A part's range such as 0..8 leaves out its end.
 */
@Generated("dev.lathe.processor.LatheProcessor")
final class TinyTrainingScalar {
  private TinyTrainingScalar() {
  }

  /**
   * Where the data lies: offsets and sizes in floats, -1 where there is none.
   */
  static Plan plan() {
    int arena = 220;
    int input = 12;
    int target = 156;
    int output = 140;
    int loss = 124;
    int inputGradient = -1;
    return new Plan(arena, input, target, output, loss, inputGradient, weights(), gradients());
  }

  private static Packing weights() {
    return new Packing(0, 128, weightCopies());
  }

  private static List<Packing.Copy> weightCopies() {
    return List.of(
        new Packing.Copy(
            "c1.weight", Packing.Storage.ARRAY, 0, 0,
            new int[] {3, 3, 2}, new int[] {3, 1, 9}, new int[] {6, 2, 1}),
        new Packing.Copy(
            "c1.bias", Packing.Storage.ARRAY, 0, 32, new int[] {2}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "output.weight", Packing.Storage.ARRAY, 0, 48,
            new int[] {2, 2, 2, 3}, new int[] {4, 2, 1, 8}, new int[] {12, 6, 3, 1}),
        new Packing.Copy(
            "output.bias", Packing.Storage.ARRAY, 0, 80,
            new int[] {3}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "output.weight", Packing.Storage.ARRAY, 0, 96,
            new int[] {2, 3, 2, 2}, new int[] {4, 8, 2, 1}, new int[] {12, 4, 2, 1}));
  }

  private static Packing gradients() {
    return new Packing(0, 96, gradientCopies());
  }

  private static List<Packing.Copy> gradientCopies() {
    return List.of(
        new Packing.Copy(
            "output.bias", Packing.Storage.ARRAY, 0, 0,
            new int[] {3}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "output.weight", Packing.Storage.ARRAY, 0, 16,
            new int[] {2, 3, 2, 2}, new int[] {4, 8, 2, 1}, new int[] {12, 4, 2, 1}),
        new Packing.Copy(
            "c1.bias", Packing.Storage.ARRAY, 0, 48, new int[] {2}, new int[] {1}, new int[] {1}),
        new Packing.Copy(
            "c1.weight", Packing.Storage.ARRAY, 0, 64,
            new int[] {2, 2, 3}, new int[] {9, 3, 1}, new int[] {6, 3, 1}),
        new Packing.Copy(
            "c1.weight", Packing.Storage.ARRAY, 6, 80,
            new int[] {2, 3}, new int[] {9, 1}, new int[] {3, 1}));
  }

  /**
   * The kernels in the order in which they run.
   */
  static Pass.Kernel[] kernels() {
    return new Pass.Kernel[] {
      (a, _, k, _, _) -> c1Conv(a, k),
      (a, _, _, _, _) -> s2(a),
      (a, _, _, _, _) -> c1(a),
      (a, _, k, _, _) -> outputDense(a, k),
      (a, _, _, _, _) -> output(a),
      (a, _, _, _, _) -> loss(a),
      (a, _, _, _, _) -> d_output(a),
      (a, _, _, _, _) -> d_outputBiased(a),
      (a, _, _, g, _) -> d_outputBias(a, g),
      (a, _, k, _, _) -> d_c1(a, k),
      (a, _, _, g, _) -> d_outputWeight(a, g),
      (a, _, _, _, _) -> d_s2(a),
      (a, _, _, _, _) -> d_c1Biased(a),
      (a, _, _, g, _) -> d_c1Bias(a, g),
      (a, _, _, g, _) -> d_c1Weight(a, g),
      (a, _, _, g, _) -> d_c1WeightRest1(a, g)
    };
  }

  /**
   * c1.conv: convolution 3x3, 1x6x6 to 2x4x4.
   * Schedule: scalars, tile o:2 x:4, sum over ky, kx; unrolled kx, reads shared.
   * Cost: 288 multiply-adds.
   */
  static void c1Conv(float[] a, float[] k) {
    for (int y = 0; y < 4; y++) {
      int in = 6 * y + 12;
      int out = 8 * y + 60;
      float zero = 0f;
      float sum0_0 = zero;
      float sum0_1 = zero;
      float sum0_2 = zero;
      float sum0_3 = zero;
      float sum1_0 = zero;
      float sum1_1 = zero;
      float sum1_2 = zero;
      float sum1_3 = zero;
      for (int ky = 0; ky < 3; ky++) {
        float w0 = k[6 * ky];
        float w1 = k[6 * ky + 1];
        float w2 = k[6 * ky + 2];
        float w3 = k[6 * ky + 3];
        float w4 = k[6 * ky + 4];
        float w5 = k[6 * ky + 5];
        float x0 = a[in + 6 * ky];
        sum0_0 = w0 * x0 + sum0_0;
        sum1_0 = w1 * x0 + sum1_0;
        float x1 = a[in + 6 * ky + 1];
        sum0_1 = w0 * x1 + sum0_1;
        sum1_1 = w1 * x1 + sum1_1;
        sum0_0 = w2 * x1 + sum0_0;
        sum1_0 = w3 * x1 + sum1_0;
        float x2 = a[in + 6 * ky + 2];
        sum0_2 = w0 * x2 + sum0_2;
        sum1_2 = w1 * x2 + sum1_2;
        sum0_1 = w2 * x2 + sum0_1;
        sum1_1 = w3 * x2 + sum1_1;
        sum0_0 = w4 * x2 + sum0_0;
        sum1_0 = w5 * x2 + sum1_0;
        float x3 = a[in + 6 * ky + 3];
        sum0_3 = w0 * x3 + sum0_3;
        sum1_3 = w1 * x3 + sum1_3;
        sum0_2 = w2 * x3 + sum0_2;
        sum1_2 = w3 * x3 + sum1_2;
        sum0_1 = w4 * x3 + sum0_1;
        sum1_1 = w5 * x3 + sum1_1;
        float x4 = a[in + 6 * ky + 4];
        sum0_3 = w2 * x4 + sum0_3;
        sum1_3 = w3 * x4 + sum1_3;
        sum0_2 = w4 * x4 + sum0_2;
        sum1_2 = w5 * x4 + sum1_2;
        float x5 = a[in + 6 * ky + 5];
        sum0_3 = w4 * x5 + sum0_3;
        sum1_3 = w5 * x5 + sum1_3;
      }
      float bias0 = k[32];
      sum0_0 = sum0_0 + bias0;
      sum0_1 = sum0_1 + bias0;
      sum0_2 = sum0_2 + bias0;
      sum0_3 = sum0_3 + bias0;
      float bias1 = k[33];
      sum1_0 = sum1_0 + bias1;
      sum1_1 = sum1_1 + bias1;
      sum1_2 = sum1_2 + bias1;
      sum1_3 = sum1_3 + bias1;
      a[out] = sum0_0;
      a[out + 2] = sum0_1;
      a[out + 4] = sum0_2;
      a[out + 6] = sum0_3;
      a[out + 1] = sum1_0;
      a[out + 3] = sum1_1;
      a[out + 5] = sum1_2;
      a[out + 7] = sum1_3;
    }
  }

  /**
   * s2: max-pooling 2x2, stride 2x2, 2x4x4 to 2x2x2.
   */
  static void s2(float[] a) {
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        for (int c = 0; c < 2; c++) {
          float max = Float.NEGATIVE_INFINITY;
          max = Math.max(max, a[c + 4 * x + 16 * y + 60]);
          max = Math.max(max, a[c + 4 * x + 16 * y + 62]);
          max = Math.max(max, a[c + 4 * x + 16 * y + 68]);
          max = Math.max(max, a[c + 4 * x + 16 * y + 70]);
          a[c + 2 * x + 4 * y + 92] = max;
        }
      }
    }
  }

  /**
   * c1: relu, 2x2x2 to 2x2x2.
   */
  static void c1(float[] a) {
    for (int i = 0; i < 8; i++) {
      float value = a[i + 92];
      a[i + 108] = Math.max(value, 0f);
    }
  }

  /**
   * output.dense: convolution 2x2 over the whole map, 2x2x2 to 3x1x1.
   * Schedule: scalars, tile o:3, sum over i, ky, kx; unrolled kx, ky, i.
   * Cost: 24 multiply-adds.
   */
  static void outputDense(float[] a, float[] k) {
    float zero = 0f;
    float sum0 = zero;
    float sum1 = zero;
    float sum2 = zero;
    float w0 = k[48];
    float w1 = k[49];
    float w2 = k[50];
    float x0 = a[108];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    w0 = k[51];
    w1 = k[52];
    w2 = k[53];
    x0 = a[110];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    w0 = k[54];
    w1 = k[55];
    w2 = k[56];
    x0 = a[112];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    w0 = k[57];
    w1 = k[58];
    w2 = k[59];
    x0 = a[114];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    w0 = k[60];
    w1 = k[61];
    w2 = k[62];
    x0 = a[109];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    w0 = k[63];
    w1 = k[64];
    w2 = k[65];
    x0 = a[111];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    w0 = k[66];
    w1 = k[67];
    w2 = k[68];
    x0 = a[113];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    w0 = k[69];
    w1 = k[70];
    w2 = k[71];
    x0 = a[115];
    sum0 = w0 * x0 + sum0;
    sum1 = w1 * x0 + sum1;
    sum2 = w2 * x0 + sum2;
    float bias0 = k[80];
    sum0 = sum0 + bias0;
    float bias1 = k[81];
    sum1 = sum1 + bias1;
    float bias2 = k[82];
    sum2 = sum2 + bias2;
    a[124] = sum0;
    a[125] = sum1;
    a[126] = sum2;
  }

  /**
   * output: log-softmax, 3x1x1 to 3x1x1.
   */
  static void output(float[] a) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      max = Math.max(max, a[i + 124]);
    }
    float sum = 0f;
    for (int i = 0; i < 3; i++) {
      sum = sum + ScalarMath.exp(a[i + 124] - max);
    }
    float log = ScalarMath.log(sum);
    for (int i = 0; i < 3; i++) {
      a[i + 140] = a[i + 124] - max - log;
    }
  }

  /**
   * loss: negative log-likelihood, 3x1x1 to scalar.
   */
  static void loss(float[] a) {
    float sum = 0f;
    for (int c = 0; c < 3; c++) {
      float wanted = a[c + 156];
      sum = sum + (wanted == 0f ? 0f : wanted * a[c + 140]);
    }
    a[124] = sum * -1f;
  }

  /**
   * d_output: gradient of the negative log-likelihood, 3x1x1 to 3x1x1.
   */
  static void d_output(float[] a) {
    for (int c = 0; c < 3; c++) {
      a[c + 172] = a[c + 156] * -1f;
    }
  }

  /**
   * d_output.biased: gradient of log-softmax, 3x1x1 to 3x1x1.
   */
  static void d_outputBiased(float[] a) {
    float sum = 0f;
    for (int i = 0; i < 3; i++) {
      sum = sum + a[i + 172];
    }
    for (int i = 0; i < 3; i++) {
      float power = ScalarMath.exp(a[i + 140]);
      a[i + 156] = a[i + 172] - power * sum;
    }
  }

  /**
   * d_output.bias: gradient in the bias, 3x1x1 to 3.
   * Schedule: scalars, tile o:3.
   * Cost: 3 multiply-adds.
   */
  static void d_outputBias(float[] a, float[] g) {
    float sum0 = g[0];
    float sum1 = g[1];
    float sum2 = g[2];
    float x0 = a[156];
    sum0 = sum0 + x0;
    float x1 = a[157];
    sum1 = sum1 + x1;
    float x2 = a[158];
    sum2 = sum2 + x2;
    g[0] = sum0;
    g[1] = sum1;
    g[2] = sum2;
  }

  /**
   * d_c1: transposed convolution 2x2 over the whole map, 3x1x1 to 2x2x2.
   * Schedule: scalars, tile o:1 x:2 y:2, sum over i; unrolled i.
   * Cost: 24 multiply-adds.
   */
  static void d_c1(float[] a, float[] k) {
    for (int o = 0; o < 2; o++) {
      int weights = 12 * o + 96;
      int out = o + 172;
      float zero = 0f;
      float sum0_0 = zero;
      float sum0_1 = zero;
      float sum1_0 = zero;
      float sum1_1 = zero;
      float w0 = k[weights];
      float w1 = k[weights + 1];
      float w2 = k[weights + 2];
      float w3 = k[weights + 3];
      float x0 = a[156];
      sum0_0 = w0 * x0 + sum0_0;
      sum0_1 = w1 * x0 + sum0_1;
      sum1_0 = w2 * x0 + sum1_0;
      sum1_1 = w3 * x0 + sum1_1;
      w0 = k[weights + 4];
      w1 = k[weights + 5];
      w2 = k[weights + 6];
      w3 = k[weights + 7];
      x0 = a[157];
      sum0_0 = w0 * x0 + sum0_0;
      sum0_1 = w1 * x0 + sum0_1;
      sum1_0 = w2 * x0 + sum1_0;
      sum1_1 = w3 * x0 + sum1_1;
      w0 = k[weights + 8];
      w1 = k[weights + 9];
      w2 = k[weights + 10];
      w3 = k[weights + 11];
      x0 = a[158];
      sum0_0 = w0 * x0 + sum0_0;
      sum0_1 = w1 * x0 + sum0_1;
      sum1_0 = w2 * x0 + sum1_0;
      sum1_1 = w3 * x0 + sum1_1;
      a[out] = sum0_0;
      a[out + 2] = sum0_1;
      a[out + 4] = sum1_0;
      a[out + 6] = sum1_1;
    }
  }

  /**
   * d_output.weight: gradient in the weights of a convolution 2x2 over the whole map, 2x2x2 to
   * 3x2x2x2.
   * Schedule: scalars, tile kx:2 ky:2 o:3.
   * Cost: 24 multiply-adds.
   */
  static void d_outputWeight(float[] a, float[] g) {
    for (int i = 0; i < 2; i++) {
      int in = i + 108;
      int out = 12 * i + 16;
      float sum0_0_0 = g[out];
      float sum0_0_1 = g[out + 1];
      float sum0_1_0 = g[out + 2];
      float sum0_1_1 = g[out + 3];
      float sum1_0_0 = g[out + 4];
      float sum1_0_1 = g[out + 5];
      float sum1_1_0 = g[out + 6];
      float sum1_1_1 = g[out + 7];
      float sum2_0_0 = g[out + 8];
      float sum2_0_1 = g[out + 9];
      float sum2_1_0 = g[out + 10];
      float sum2_1_1 = g[out + 11];
      float d0 = a[156];
      float d1 = a[157];
      float d2 = a[158];
      float x0 = a[in];
      sum0_0_0 = d0 * x0 + sum0_0_0;
      sum1_0_0 = d1 * x0 + sum1_0_0;
      sum2_0_0 = d2 * x0 + sum2_0_0;
      float x1 = a[in + 2];
      sum0_0_1 = d0 * x1 + sum0_0_1;
      sum1_0_1 = d1 * x1 + sum1_0_1;
      sum2_0_1 = d2 * x1 + sum2_0_1;
      float x2 = a[in + 4];
      sum0_1_0 = d0 * x2 + sum0_1_0;
      sum1_1_0 = d1 * x2 + sum1_1_0;
      sum2_1_0 = d2 * x2 + sum2_1_0;
      float x3 = a[in + 6];
      sum0_1_1 = d0 * x3 + sum0_1_1;
      sum1_1_1 = d1 * x3 + sum1_1_1;
      sum2_1_1 = d2 * x3 + sum2_1_1;
      g[out] = sum0_0_0;
      g[out + 1] = sum0_0_1;
      g[out + 2] = sum0_1_0;
      g[out + 3] = sum0_1_1;
      g[out + 4] = sum1_0_0;
      g[out + 5] = sum1_0_1;
      g[out + 6] = sum1_1_0;
      g[out + 7] = sum1_1_1;
      g[out + 8] = sum2_0_0;
      g[out + 9] = sum2_0_1;
      g[out + 10] = sum2_1_0;
      g[out + 11] = sum2_1_1;
    }
  }

  /**
   * d_s2: gradient of relu, 2x2x2 to 2x2x2.
   */
  static void d_s2(float[] a) {
    for (int i = 0; i < 8; i++) {
      float value = a[i + 108];
      float derivative = a[i + 172];
      a[i + 172] = value > 0f ? derivative : 0f;
    }
  }

  /**
   * d_c1.biased: gradient of max-pooling 2x2, stride 2x2, 2x2x2 to 2x4x4.
   */
  static void d_c1Biased(float[] a) {
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        for (int c = 0; c < 2; c++) {
          float max = a[c + 2 * x + 4 * y + 92];
          float rest = a[c + 2 * x + 4 * y + 172];
          float cell = a[c + 4 * x + 16 * y + 60];
          float share = cell == max ? rest : 0f;
          a[c + 4 * x + 16 * y + 188] = share;
          rest = cell == max ? 0f : rest;
          cell = a[c + 4 * x + 16 * y + 62];
          share = cell == max ? rest : 0f;
          a[c + 4 * x + 16 * y + 190] = share;
          rest = cell == max ? 0f : rest;
          cell = a[c + 4 * x + 16 * y + 68];
          share = cell == max ? rest : 0f;
          a[c + 4 * x + 16 * y + 196] = share;
          rest = cell == max ? 0f : rest;
          cell = a[c + 4 * x + 16 * y + 70];
          share = cell == max ? rest : 0f;
          a[c + 4 * x + 16 * y + 198] = share;
        }
      }
    }
  }

  /**
   * d_c1.bias: gradient in the bias, 2x2x2 to 2.
   * Schedule: scalars, tile o:2, sum over y, x; unrolled x, y.
   * Cost: 8 multiply-adds.
   */
  static void d_c1Bias(float[] a, float[] g) {
    float zero = 0f;
    float sum0 = zero;
    float sum1 = zero;
    float x0 = a[172];
    sum0 = sum0 + x0;
    float x1 = a[173];
    sum1 = sum1 + x1;
    x0 = a[174];
    sum0 = sum0 + x0;
    x1 = a[175];
    sum1 = sum1 + x1;
    x0 = a[176];
    sum0 = sum0 + x0;
    x1 = a[177];
    sum1 = sum1 + x1;
    x0 = a[178];
    sum0 = sum0 + x0;
    x1 = a[179];
    sum1 = sum1 + x1;
    sum0 = sum0 + g[48];
    g[48] = sum0;
    sum1 = sum1 + g[49];
    g[49] = sum1;
  }

  /**
   * d_c1.weight: gradient in the weights of a convolution 3x3, 1x6x6 to 2x1x3x3.
   * Schedule: scalars, tile kx:3 ky:2 o:2, sum over y, x; unrolled x.
   * Cost: 288 multiply-adds.
   * Part 1 of 2: o 0..2, ky 0..2, kx 0..3.
   */
  static void d_c1Weight(float[] a, float[] g) {
    float zero = 0f;
    float sum0_0_0 = zero;
    float sum0_0_1 = zero;
    float sum0_0_2 = zero;
    float sum0_1_0 = zero;
    float sum0_1_1 = zero;
    float sum0_1_2 = zero;
    float sum1_0_0 = zero;
    float sum1_0_1 = zero;
    float sum1_0_2 = zero;
    float sum1_1_0 = zero;
    float sum1_1_1 = zero;
    float sum1_1_2 = zero;
    for (int y = 0; y < 4; y++) {
      float d0 = a[8 * y + 188];
      float d1 = a[8 * y + 189];
      float x0 = a[6 * y + 12];
      sum0_0_0 = d0 * x0 + sum0_0_0;
      sum1_0_0 = d1 * x0 + sum1_0_0;
      float x1 = a[6 * y + 13];
      sum0_0_1 = d0 * x1 + sum0_0_1;
      sum1_0_1 = d1 * x1 + sum1_0_1;
      float x2 = a[6 * y + 14];
      sum0_0_2 = d0 * x2 + sum0_0_2;
      sum1_0_2 = d1 * x2 + sum1_0_2;
      float x3 = a[6 * y + 18];
      sum0_1_0 = d0 * x3 + sum0_1_0;
      sum1_1_0 = d1 * x3 + sum1_1_0;
      float x4 = a[6 * y + 19];
      sum0_1_1 = d0 * x4 + sum0_1_1;
      sum1_1_1 = d1 * x4 + sum1_1_1;
      float x5 = a[6 * y + 20];
      sum0_1_2 = d0 * x5 + sum0_1_2;
      sum1_1_2 = d1 * x5 + sum1_1_2;
      d0 = a[8 * y + 190];
      d1 = a[8 * y + 191];
      x0 = a[6 * y + 13];
      sum0_0_0 = d0 * x0 + sum0_0_0;
      sum1_0_0 = d1 * x0 + sum1_0_0;
      x1 = a[6 * y + 14];
      sum0_0_1 = d0 * x1 + sum0_0_1;
      sum1_0_1 = d1 * x1 + sum1_0_1;
      x2 = a[6 * y + 15];
      sum0_0_2 = d0 * x2 + sum0_0_2;
      sum1_0_2 = d1 * x2 + sum1_0_2;
      x3 = a[6 * y + 19];
      sum0_1_0 = d0 * x3 + sum0_1_0;
      sum1_1_0 = d1 * x3 + sum1_1_0;
      x4 = a[6 * y + 20];
      sum0_1_1 = d0 * x4 + sum0_1_1;
      sum1_1_1 = d1 * x4 + sum1_1_1;
      x5 = a[6 * y + 21];
      sum0_1_2 = d0 * x5 + sum0_1_2;
      sum1_1_2 = d1 * x5 + sum1_1_2;
      d0 = a[8 * y + 192];
      d1 = a[8 * y + 193];
      x0 = a[6 * y + 14];
      sum0_0_0 = d0 * x0 + sum0_0_0;
      sum1_0_0 = d1 * x0 + sum1_0_0;
      x1 = a[6 * y + 15];
      sum0_0_1 = d0 * x1 + sum0_0_1;
      sum1_0_1 = d1 * x1 + sum1_0_1;
      x2 = a[6 * y + 16];
      sum0_0_2 = d0 * x2 + sum0_0_2;
      sum1_0_2 = d1 * x2 + sum1_0_2;
      x3 = a[6 * y + 20];
      sum0_1_0 = d0 * x3 + sum0_1_0;
      sum1_1_0 = d1 * x3 + sum1_1_0;
      x4 = a[6 * y + 21];
      sum0_1_1 = d0 * x4 + sum0_1_1;
      sum1_1_1 = d1 * x4 + sum1_1_1;
      x5 = a[6 * y + 22];
      sum0_1_2 = d0 * x5 + sum0_1_2;
      sum1_1_2 = d1 * x5 + sum1_1_2;
      d0 = a[8 * y + 194];
      d1 = a[8 * y + 195];
      x0 = a[6 * y + 15];
      sum0_0_0 = d0 * x0 + sum0_0_0;
      sum1_0_0 = d1 * x0 + sum1_0_0;
      x1 = a[6 * y + 16];
      sum0_0_1 = d0 * x1 + sum0_0_1;
      sum1_0_1 = d1 * x1 + sum1_0_1;
      x2 = a[6 * y + 17];
      sum0_0_2 = d0 * x2 + sum0_0_2;
      sum1_0_2 = d1 * x2 + sum1_0_2;
      x3 = a[6 * y + 21];
      sum0_1_0 = d0 * x3 + sum0_1_0;
      sum1_1_0 = d1 * x3 + sum1_1_0;
      x4 = a[6 * y + 22];
      sum0_1_1 = d0 * x4 + sum0_1_1;
      sum1_1_1 = d1 * x4 + sum1_1_1;
      x5 = a[6 * y + 23];
      sum0_1_2 = d0 * x5 + sum0_1_2;
      sum1_1_2 = d1 * x5 + sum1_1_2;
    }
    sum0_0_0 = sum0_0_0 + g[64];
    g[64] = sum0_0_0;
    sum0_0_1 = sum0_0_1 + g[65];
    g[65] = sum0_0_1;
    sum0_0_2 = sum0_0_2 + g[66];
    g[66] = sum0_0_2;
    sum0_1_0 = sum0_1_0 + g[67];
    g[67] = sum0_1_0;
    sum0_1_1 = sum0_1_1 + g[68];
    g[68] = sum0_1_1;
    sum0_1_2 = sum0_1_2 + g[69];
    g[69] = sum0_1_2;
    sum1_0_0 = sum1_0_0 + g[70];
    g[70] = sum1_0_0;
    sum1_0_1 = sum1_0_1 + g[71];
    g[71] = sum1_0_1;
    sum1_0_2 = sum1_0_2 + g[72];
    g[72] = sum1_0_2;
    sum1_1_0 = sum1_1_0 + g[73];
    g[73] = sum1_1_0;
    sum1_1_1 = sum1_1_1 + g[74];
    g[74] = sum1_1_1;
    sum1_1_2 = sum1_1_2 + g[75];
    g[75] = sum1_1_2;
  }

  /**
   * d_c1.weight: gradient in the weights of a convolution 3x3, 1x6x6 to 2x1x3x3.
   * Schedule: scalars, tile kx:3 ky:2 o:2, sum over y, x; unrolled x.
   * Cost: 288 multiply-adds.
   * Part 2 of 2: o 0..2, ky 2..3, kx 0..3.
   */
  static void d_c1WeightRest1(float[] a, float[] g) {
    float zero = 0f;
    float sum0_0 = zero;
    float sum0_1 = zero;
    float sum0_2 = zero;
    float sum1_0 = zero;
    float sum1_1 = zero;
    float sum1_2 = zero;
    for (int y = 0; y < 4; y++) {
      float d0 = a[8 * y + 188];
      float d1 = a[8 * y + 189];
      float x0 = a[6 * y + 24];
      sum0_0 = d0 * x0 + sum0_0;
      sum1_0 = d1 * x0 + sum1_0;
      float x1 = a[6 * y + 25];
      sum0_1 = d0 * x1 + sum0_1;
      sum1_1 = d1 * x1 + sum1_1;
      float x2 = a[6 * y + 26];
      sum0_2 = d0 * x2 + sum0_2;
      sum1_2 = d1 * x2 + sum1_2;
      d0 = a[8 * y + 190];
      d1 = a[8 * y + 191];
      x0 = a[6 * y + 25];
      sum0_0 = d0 * x0 + sum0_0;
      sum1_0 = d1 * x0 + sum1_0;
      x1 = a[6 * y + 26];
      sum0_1 = d0 * x1 + sum0_1;
      sum1_1 = d1 * x1 + sum1_1;
      x2 = a[6 * y + 27];
      sum0_2 = d0 * x2 + sum0_2;
      sum1_2 = d1 * x2 + sum1_2;
      d0 = a[8 * y + 192];
      d1 = a[8 * y + 193];
      x0 = a[6 * y + 26];
      sum0_0 = d0 * x0 + sum0_0;
      sum1_0 = d1 * x0 + sum1_0;
      x1 = a[6 * y + 27];
      sum0_1 = d0 * x1 + sum0_1;
      sum1_1 = d1 * x1 + sum1_1;
      x2 = a[6 * y + 28];
      sum0_2 = d0 * x2 + sum0_2;
      sum1_2 = d1 * x2 + sum1_2;
      d0 = a[8 * y + 194];
      d1 = a[8 * y + 195];
      x0 = a[6 * y + 27];
      sum0_0 = d0 * x0 + sum0_0;
      sum1_0 = d1 * x0 + sum1_0;
      x1 = a[6 * y + 28];
      sum0_1 = d0 * x1 + sum0_1;
      sum1_1 = d1 * x1 + sum1_1;
      x2 = a[6 * y + 29];
      sum0_2 = d0 * x2 + sum0_2;
      sum1_2 = d1 * x2 + sum1_2;
    }
    sum0_0 = sum0_0 + g[80];
    g[80] = sum0_0;
    sum0_1 = sum0_1 + g[81];
    g[81] = sum0_1;
    sum0_2 = sum0_2 + g[82];
    g[82] = sum0_2;
    sum1_0 = sum1_0 + g[83];
    g[83] = sum1_0;
    sum1_1 = sum1_1 + g[84];
    g[84] = sum1_1;
    sum1_2 = sum1_2 + g[85];
    g[85] = sum1_2;
  }
}
