package dev.lathe.runtime.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.math.ScalarMath;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lane of every width has the bits that the scalar function has. */
class VectorMathTest {

  private static final int STEP = 30011;

  private interface FloatFunction {
    float apply(float x);
  }

  static Stream<VectorSpecies<Float>> species() {
    return Stream.of(FloatVector.SPECIES_128, FloatVector.SPECIES_256, FloatVector.SPECIES_512);
  }

  @ParameterizedTest
  @MethodSource("species")
  void exp(VectorSpecies<Float> species) {
    assertSameBits(species, VectorMath::exp, ScalarMath::exp);
  }

  @ParameterizedTest
  @MethodSource("species")
  void tanh(VectorSpecies<Float> species) {
    assertSameBits(species, VectorMath::tanh, ScalarMath::tanh);
  }

  @ParameterizedTest
  @MethodSource("species")
  void sigmoid(VectorSpecies<Float> species) {
    assertSameBits(species, VectorMath::sigmoid, ScalarMath::sigmoid);
  }

  @ParameterizedTest
  @MethodSource("species")
  void log(VectorSpecies<Float> species) {
    assertSameBits(species, VectorMath::log, ScalarMath::log);
  }

  @ParameterizedTest
  @MethodSource("species")
  void log1p(VectorSpecies<Float> species) {
    assertSameBits(species, VectorMath::log1p, ScalarMath::log1p);
  }

  @ParameterizedTest
  @MethodSource("species")
  void erf(VectorSpecies<Float> species) {
    assertSameBits(species, VectorMath::erf, ScalarMath::erf);
  }

  @ParameterizedTest
  @MethodSource("species")
  void floor(VectorSpecies<Float> species) {
    assertSameBits(species, VectorMath::floor, ScalarMath::floor);
  }

  @ParameterizedTest
  @MethodSource("species")
  void pow(VectorSpecies<Float> species) {
    for (float exponent : new float[] {-3, -0.75f, 0, 0.3f, 5}) {
      assertSameBits(
          11 * STEP,
          species,
          x -> VectorMath.pow(x, FloatVector.broadcast(species, exponent)),
          x -> ScalarMath.pow(x, exponent));
    }
  }

  private static void assertSameBits(
      VectorSpecies<Float> species, UnaryOperator<FloatVector> vector, FloatFunction scalar) {
    assertSameBits(STEP, species, vector, scalar);
  }

  private static void assertSameBits(
      int step,
      VectorSpecies<Float> species,
      UnaryOperator<FloatVector> vector,
      FloatFunction scalar) {
    float[] x = new float[species.length()];
    float[] y = new float[species.length()];
    // All bit patterns in steps, NaNs and infinities among them; the last vector may run over.
    for (long bits = 0; bits < 1L << 32; bits += (long) step * x.length) {
      for (int lane = 0; lane < x.length; lane++) {
        x[lane] = Float.intBitsToFloat((int) (bits + (long) lane * step));
      }
      vector.apply(FloatVector.fromArray(species, x, 0)).intoArray(y, 0);
      for (int lane = 0; lane < x.length; lane++) {
        float expected = scalar.apply(x[lane]);
        if (Float.floatToIntBits(y[lane]) != Float.floatToIntBits(expected)) {
          assertThat(y[lane]).as("%s of %s", species, x[lane]).isEqualTo(expected);
        }
      }
    }
  }
}
