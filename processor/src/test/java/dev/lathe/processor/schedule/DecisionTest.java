package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionTest {
  private static final Tiling TILING =
      new Tiling(
          16,
          "o",
          false,
          new TreeMap<>(Map.of("o", 2, "x", 12, "y", 1)),
          List.of("i", "ky", "kx"),
          List.of("kx", "ky"),
          true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "winograd 4",
        "winograd 2, rows 7",
        "winograd 4x1",
        "winograd 6x1, rows 2",
        "fft 12",
        "fft 16, rows 3",
        "direct",
        "direct along o",
        "direct along none, tile none, sum none, unroll none",
        "direct along o, tile o:2 x:12, sum i ky kx, unroll kx ky",
        "direct, tile o:2 x:12",
      })
  void textsAreTheirOwnDecisions(String text) {
    assertThat(Decision.parse(text)).hasToString(text);
  }

  @Test
  void aTilingSaysEverything() {
    Decision.Direct all = Decision.Direct.of(TILING);

    assertThat(all).hasToString("direct along o, tile o:2 x:12, sum i ky kx, unroll kx ky");
    assertThat(all.matches(TILING)).isTrue();
    assertThat(Decision.parse(all.toString())).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          direct                       | true
          direct along o               | true
          direct along x               | false
          direct, tile x:12 o:2        | true
          direct, tile x:12            | false
          direct, tile x:12 o:2 y:1    | true
          direct, sum i ky kx          | true
          direct, sum ky kx i          | false
          direct, unroll ky kx         | true
          direct, unroll none          | false
          direct, weights whole        | true
          direct, weights rounded      | false
          """)
  void whatIsLeftOutMayBeAnything(String text, boolean matches) {
    assertThat(((Decision.Direct) Decision.parse(text)).matches(TILING)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                           | it is empty
          direct,                      | nothing stands between two commas, or behind the last
          direct,, along o             | nothing stands between two commas, or behind the last
          direct, tile o:99999999999   | "99999999999" is no number from 1 to 999999
          direct along                 | nothing follows "along"
          direct along o x             | "x" follows "o" without a comma
          direct, tile o:2, tile x:2   | it has "tile" twice
          direct, tile o               | "o" is no size of a tile, as in "x:12"
          direct, tile o:0             | "0" is no number from 1 to 999999
          direct, tile o:2 o:3         | it has two sizes in "o:3"'s axis
          direct, sum i i              | it names the axis "i" twice
          direct, rows 2               | it has "rows", and what may follow is along, tile, sum, unroll, weights
          direct, weights              | nothing follows "weights"
          direct, weights half         | "half" is neither "rounded" nor "whole"
          winograd                     | nothing follows "winograd"
          winograd four                | "four" is no number from 1 to 999999
          winograd 4x2                 | "4x2" is no number from 1 to 999999
          winograd x1                  | "" is no number from 1 to 999999
          winograd 4x1x1               | "4x1" is no number from 1 to 999999
          winograd 4, tile o:2         | it has "tile", and what may follow is rows
          fft 8, outputs 3             | it has "outputs", and what may follow is rows
          karatsuba 2                  | it begins with "karatsuba", not with "direct", "winograd" or "fft"
          """)
  void whatIsWrongIsSaid(String text, String what) {
    assertThatThrownBy(() -> Decision.parse(text))
        .isInstanceOf(DecisionException.class)
        .hasMessage(what);
  }

  @Property
  void anyTextIsADecisionOrRefused(@ForAll String text) {
    try {
      assertThat(Decision.parse(text)).isNotNull();
    } catch (DecisionException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}
