package generated;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import dev.lathe.runtime.spi.ReadAhead;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
final class ReadAheadVector512 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

  private ReadAheadVector512() {
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
      (a, w, k, g, _) -> kernel(a, w, k, g)
    };
  }

  /**
   * A test.
   */
  static void kernel(float[] a, MemorySegment w, float[] k, float[] g) {
    int ahead = 0;
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < 64; i++) {
      sum =
          sum.add(
              FloatVector.fromMemorySegment(SPECIES, w, (long) i * 64, ByteOrder.LITTLE_ENDIAN));
      ahead += w.get(ValueLayout.JAVA_INT_UNALIGNED, (long) i * 64 + 4096);
    }
    sum.intoArray(a, 0);
    ReadAhead.keep(ahead);
  }
}
