package nets;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.List;
import javax.annotation.processing.Generated;
import jdk.incubator.vector.FloatVector;
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
final class ResidualVector128 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;

  private ResidualVector128() {
  }

  /**
   * Where the data lies: offsets and sizes in floats, -1 where there is none.
   */
  static Plan plan() {
    int arena = 44;
    int input = -1;
    int target = -1;
    int output = -1;
    int loss = -1;
    int inputGradient = -1;
    return new Plan(arena, input, target, output, loss, inputGradient, weights(), gradients());
  }

  private static Packing weights() {
    return new Packing(0, 32, weightsFolds(), weightsTransforms(), weightCopies());
  }

  private static List<Packing.Fold> weightsFolds() {
    return List.of(
        new Packing.Fold(
            "c1.weight with n1",
            "c1.weight",
            4, 2, 2, 2, 4,
            ResidualVector128::factorOfMap,
            ResidualVector128::nothing,
            "n1.running_var",
            "n1.running_mean",
            "n1.weight",
            "n1.bias"),
        new Packing.Fold(
            "c1.weight.bias with n1",
            "",
            2, 2, 1, 2, 2,
            ResidualVector128::factorOfMap,
            ResidualVector128::addendOfMap,
            "n1.running_var",
            "n1.running_mean",
            "n1.weight",
            "n1.bias"));
  }

  private static List<Packing.Transform> weightsTransforms() {
    return List.of();
  }

  private static List<Packing.Copy> weightCopies() {
    return List.of(
        new Packing.Copy(
            "c1.weight with n1", Packing.Storage.ARRAY, 0, 0,
            new int[] {2, 2}, new int[] {1, 2}, new int[] {4, 1}),
        new Packing.Copy(
            "c1.weight.bias with n1", Packing.Storage.ARRAY, 0, 16,
            new int[] {2}, new int[] {1}, new int[] {1}));
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
      (a, _, _, _, e) -> networkInput(a, e.image(), e.imageAt()),
      (a, _, k, _, _) -> c1(a, k),
      (a, _, _, _, _) -> sum(a),
      (a, _, _, _, e) -> scoresOut(a, e.scores(), e.scoresAt())
    };
  }

  /**
   * networkInput: copies 2x2x2.
   */
  static void networkInput(float[] a, float[] image, int imageAt) {
    System.arraycopy(image, imageAt, a, 12, 8);
  }

  /**
   * c1: convolution 1x1, 2x2x2 to 2x2x2.
   * Schedule: vectors of 4 along o, tile o:1 x:2 y:2, sum over i; unrolled i, reads shared.
   * Cost: 16 multiply-adds.
   */
  static void c1(float[] a, float[] k) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum0_0 = zero;
    FloatVector sum0_1 = zero;
    FloatVector sum1_0 = zero;
    FloatVector sum1_1 = zero;
    FloatVector w0 = FloatVector.fromArray(SPECIES, k, 0);
    FloatVector w1 = FloatVector.fromArray(SPECIES, k, 4);
    FloatVector x0 = FloatVector.broadcast(SPECIES, a[12]);
    sum0_0 = w0.fma(x0, sum0_0);
    FloatVector x1 = FloatVector.broadcast(SPECIES, a[13]);
    sum0_1 = w0.fma(x1, sum0_1);
    FloatVector x2 = FloatVector.broadcast(SPECIES, a[14]);
    sum1_0 = w0.fma(x2, sum1_0);
    FloatVector x3 = FloatVector.broadcast(SPECIES, a[15]);
    sum1_1 = w0.fma(x3, sum1_1);
    FloatVector x4 = FloatVector.broadcast(SPECIES, a[16]);
    sum0_0 = w1.fma(x4, sum0_0);
    FloatVector x5 = FloatVector.broadcast(SPECIES, a[17]);
    sum0_1 = w1.fma(x5, sum0_1);
    FloatVector x6 = FloatVector.broadcast(SPECIES, a[18]);
    sum1_0 = w1.fma(x6, sum1_0);
    FloatVector x7 = FloatVector.broadcast(SPECIES, a[19]);
    sum1_1 = w1.fma(x7, sum1_1);
    FloatVector bias0 = FloatVector.fromArray(SPECIES, k, 16);
    sum0_0 = sum0_0.add(bias0);
    sum0_1 = sum0_1.add(bias0);
    sum1_0 = sum1_0.add(bias0);
    sum1_1 = sum1_1.add(bias0);
    sum0_0.intoArray(a, 28);
    sum0_1.intoArray(a, 32);
    sum1_0.intoArray(a, 36);
    sum1_1.intoArray(a, 40);
  }

  /**
   * sum: max(($0 + $1), 0.0), 2x2x2 to 2x2x2.
   */
  static void sum(float[] a) {
    for (int i = 0; i < 4; i++) {
      for (int c = 0; c < 2; c++) {
        float in0 = a[c + 4 * i + 28];
        float in1 = a[4 * c + i + 12];
        a[c + 4 * i + 28] = Math.max(in0 + in1, 0f);
      }
    }
  }

  /**
   * scoresOut: 2x2x2 with the channels first.
   */
  static void scoresOut(float[] a, float[] scores, int scoresAt) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 2; x++) {
          scores[4 * c + scoresAt + x + 2 * y] = a[c + 4 * x + 8 * y + 28];
        }
      }
    }
  }
}
