package dev.lathe.runtime.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;

/** Sums of lanes have one order, before HotSpot compiles them and after. */
class LaneSumTest {
  private static final int CALLS = 50_000;

  @Test
  void halvesAreAdded() {
    check(FloatVector.SPECIES_512, LaneSum::of16);
    check(FloatVector.SPECIES_256, LaneSum::of8);
    check(FloatVector.SPECIES_128, LaneSum::of4);
  }

  private static void check(VectorSpecies<Float> species, ToDoubleFunction<FloatVector> sum) {
    Random random = new Random(1);
    float[] lanes = new float[species.length()];
    for (int call = 0; call < CALLS; call++) {
      for (int i = 0; i < lanes.length; i++) {
        lanes[i] = (random.nextFloat() - 0.5f) * (1 << random.nextInt(12));
      }
      float expected = halves(lanes.clone(), lanes.length);
      assertThat((float) sum.applyAsDouble(FloatVector.fromArray(species, lanes, 0)))
          .isEqualTo(expected);
    }
  }

  private static float halves(float[] lanes, int count) {
    for (int half = count / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
