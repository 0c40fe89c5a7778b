package dev.lathe.processor.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {
  private static final List<String> LAYERS = List.of("conv1", "pool1", "conv2", "output");

  @Test
  void findsSlipsOfTheHand() {
    assertThat(Suggestion.nearest("Conv2", LAYERS)).hasValue("conv2");
    assertThat(Suggestion.nearest("pol1", LAYERS)).hasValue("pool1");
    assertThat(Suggestion.nearest("ouptut", LAYERS)).hasValue("output");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Suggestion.nearest("trunk", LAYERS)).isEmpty();
    assertThat(Suggestion.nearest("x", LAYERS)).isEmpty();
    assertThat(Suggestion.nearest("conv1", List.of())).isEmpty();
  }

  @Test
  void countsEdits() {
    assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Suggestion.distance("same", "SAME")).isZero();
  }
}
