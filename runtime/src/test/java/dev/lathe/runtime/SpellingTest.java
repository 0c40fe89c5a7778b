package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void suggestsTheNearestName() {
    List<String> names = List.of("c1.weight", "c1.bias", "output.weight");
    assertThat(Spelling.suggest("c1.wieght", names)).isEqualTo(" (did you mean c1.weight?)");
    assertThat(Spelling.suggest("conv1.weight", names)).isEqualTo(" (did you mean c1.weight?)");
    assertThat(Spelling.suggest("c1.bais", names)).isEqualTo(" (did you mean c1.bias?)");
  }

  @Test
  void suggestsNothingFarAway() {
    assertThat(Spelling.suggest("running_mean", List.of("c1.weight", "x"))).isEmpty();
    assertThat(Spelling.suggest("a", List.of())).isEmpty();
  }

  @Test
  void isNotSlowedDownByHostileNames() {
    String huge = "x".repeat(10_000_000);
    assertThat(Spelling.suggest("c1.weight", List.of(huge, huge + "y"))).isEmpty();
  }
}
