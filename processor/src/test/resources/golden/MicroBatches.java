package generated;

import dev.lathe.runtime.spi.Exchange;
import dev.lathe.runtime.spi.Mask;
import dev.lathe.runtime.spi.MicroBatchPlan;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The kernels of the inference pass on scalars, in the order in which they run.
 *
 * <p>{@code a} is the working memory of one image; {@code w} is the packed weights that are
 * streamed, aligned for vectors, {@code k} all others; {@code g} is the packed sums of gradients.
 * {@code image} and {@code scores} are the caller's own arrays. Kernels of several images at once
 * have the values of all of them in {@code a}; the axis {@code n} counts them. A part's range such
 * as 0..8 leaves out its end.
 */
@Generated("dev.lathe.processor.LatheProcessor")
final class MicroBatches {
  private MicroBatches() {
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
    return new Plan(
        arena, input, target, output, loss, inputGradient,
        weights(), gradients(),
        exchanges(), masks(), microBatches());
  }

  private static Packing weights() {
    return Packing.NONE;
  }

  private static Packing gradients() {
    return Packing.NONE;
  }

  private static List<Exchange> exchanges() {
    return List.of();
  }

  private static List<Mask> masks() {
    return List.of();
  }

  /**
   * How several images run at once, by the kernels' numbers in the list of all.
   * 2 images: c1Of2 instead of c1.
   */
  private static List<MicroBatchPlan> microBatches() {
    return List.of(
        new MicroBatchPlan(
            2, 112, 236,
            List.of(
                new MicroBatchPlan.Stretch(
                    0, 1, 2, 3,
                    List.of(new MicroBatchPlan.Move(16, 12, 64)),
                    List.of(new MicroBatchPlan.Move(80, 76, 36))))));
  }

  /**
   * The kernels in the order in which they run, then those of micro-batches.
   */
  static Pass.Kernel[] kernels() {
    return new Pass.Kernel[] {
      (a, _, _, _, _) -> c1(a),
      (a, _, _, _, _) -> c2(a),
      (a, _, _, _, _) -> c1Of2(a)
    };
  }

  /**
   * A test.
   */
  static void c1(float[] a) {
  }

  /**
   * A test.
   */
  static void c2(float[] a) {
  }

  /**
   * A test.
   */
  static void c1Of2(float[] a) {
  }
}
