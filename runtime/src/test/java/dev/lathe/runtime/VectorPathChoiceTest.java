package dev.lathe.runtime;

import static dev.lathe.runtime.VectorPath.SCALAR;
import static dev.lathe.runtime.VectorPath.VECTOR_128;
import static dev.lathe.runtime.VectorPath.VECTOR_256;
import static dev.lathe.runtime.VectorPath.VECTOR_512;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorPathChoiceTest {

  private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";
  private static final VectorPath[] ALL = {VECTOR_512, VECTOR_256, VECTOR_128};

  private static VectorPathChoice choose(
      @Nullable String requested, int bits, VectorPath... paths) {
    return VectorPathChoice.choose(
        paths, new Machine(requested, HOTSPOT, "mixed mode, sharing", bits));
  }

  @ParameterizedTest
  @CsvSource({
    "64, SCALAR",
    "128, VECTOR_128",
    "256, VECTOR_256",
    "512, VECTOR_512",
    "2048, VECTOR_512"
  })
  void takesTheMachinesWidth(int bits, VectorPath expected) {
    VectorPathChoice choice = choose(null, bits, ALL);
    assertThat(choice.path()).isEqualTo(expected);
    assertThat(choice.reason()).contains(bits + " bits");
    assertThat(choice.degraded()).isFalse();
  }

  @Test
  void takesTheWidestThatWasGenerated() {
    assertThat(choose(null, 512, VECTOR_128, VECTOR_256).path()).isEqualTo(VECTOR_256);
    assertThat(choose(null, 256, VECTOR_512, VECTOR_128).path()).isEqualTo(SCALAR);
    VectorPathChoice none = choose(null, 512);
    assertThat(none.path()).isEqualTo(SCALAR);
    assertThat(none.reason()).contains("compile it with --add-modules jdk.incubator.vector");
    assertThat(none.degraded()).isTrue();
  }

  @Test
  void namesTheRemedyIfTheModuleIsMissing() {
    VectorPathChoice choice = choose(null, 0, ALL);
    assertThat(choice.path()).isEqualTo(SCALAR);
    assertThat(choice.reason()).contains("--add-modules jdk.incubator.vector");
    assertThat(choice.degraded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Eclipse OpenJ9 VM, JRE 25, OpenJ9",
    "OpenJDK 64-Bit Zero VM, interpreted mode, Zero",
    "OpenJDK 64-Bit Server VM, interpreted mode, -Xint",
    "OpenJDK 64-Bit Server VM, 'mixed mode, emulated-client', TieredStopAtLevel"
  })
  void avoidsVectorsWhereC2IsMissing(String name, String info, String reason) {
    VectorPathChoice choice = VectorPathChoice.choose(ALL, new Machine(null, name, info, 512));
    assertThat(choice.path()).isEqualTo(SCALAR);
    assertThat(choice.reason()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({"scalar, SCALAR", "128, VECTOR_128", "256, VECTOR_256", "512, VECTOR_512"})
  void thePropertyOverrules(String value, VectorPath expected) {
    VectorPathChoice choice = choose(value, 512, ALL);
    assertThat(choice.path()).isEqualTo(expected);
    assertThat(choice.reason()).isEqualTo("-Dlathe.vector=" + value);
    assertThat(choice.degraded()).isFalse();
  }

  @Test
  void saysIfARequestedWidthIsEmulated() {
    VectorPathChoice choice = choose("512", 256, ALL);
    assertThat(choice.path()).isEqualTo(VECTOR_512);
    assertThat(choice.reason()).contains("emulates");
    assertThat(choice.degraded()).isTrue();
  }

  @Test
  void refusesRequestsThatCannotBeMet() {
    assertRefused("1024", 512, "-Dlathe.vector=1024: the values are scalar, 128, 256 and 512");
    assertRefused("", 512, "the values are");
    assertRefused("SCALAR", 512, "the values are");
    assertRefused("512", 0, "--add-modules jdk.incubator.vector");
    assertThatExceptionOfType(LatheException.class)
        .isThrownBy(() -> choose("128", 512, VECTOR_512))
        .withMessageContaining("[VECTOR_512]");
    assertThat(choose("scalar", 0).path()).isEqualTo(SCALAR);
  }

  private static void assertRefused(String value, int bits, String message) {
    assertThatExceptionOfType(LatheException.class)
        .isThrownBy(() -> choose(value, bits, ALL))
        .withMessageContaining(message);
  }
}
