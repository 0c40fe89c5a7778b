package generated;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import javax.annotation.processing.Generated;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of the inference pass on vectors of 16 floats, in the order in which they run.
 *
 * <p>{@code a} is the working memory of one image; {@code w} is the packed weights that are
 * streamed, aligned for vectors, {@code k} all others; {@code g} is the packed sums of gradients.
 * {@code image} and {@code scores} are the caller's own arrays. A part's range such as 0..8 leaves
 * out its end.
 */
@Generated("dev.lathe.processor.LatheProcessor")
final class ConvolutionVector512 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

  private ConvolutionVector512() {
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
      (a, w, _, _, _) -> c1(a, w)
    };
  }

  /**
   * c1: convolution 3x3 with ReLU, 1x8x8 to 16x6x6.
   * One pixel at a time, the taps of a row unrolled.
   */
  static void c1(float[] a, MemorySegment w) {
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 6; x++) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < 3; i++) {
          int row = 8 * i + x + 8 * y;
          FloatVector w0 =
              FloatVector.fromMemorySegment(SPECIES, w, (long) i * 192, ByteOrder.LITTLE_ENDIAN);
          sum = w0.fma(FloatVector.broadcast(SPECIES, a[row]), sum);
          FloatVector w1 =
              FloatVector.fromMemorySegment(
                  SPECIES, w, (long) i * 192 + 64, ByteOrder.LITTLE_ENDIAN);
          sum = w1.fma(FloatVector.broadcast(SPECIES, a[row + 1]), sum);
          FloatVector w2 =
              FloatVector.fromMemorySegment(
                  SPECIES, w, (long) i * 192 + 128, ByteOrder.LITTLE_ENDIAN);
          sum = w2.fma(FloatVector.broadcast(SPECIES, a[row + 2]), sum);
        }
        // Adding the bias last keeps the accumulators independent of it.
        sum.add(FloatVector.fromMemorySegment(SPECIES, w, 576, ByteOrder.LITTLE_ENDIAN))
            .max(0f)
            .intoArray(a, 16 * x + 96 * y + 64);
      }
    }
  }
}
