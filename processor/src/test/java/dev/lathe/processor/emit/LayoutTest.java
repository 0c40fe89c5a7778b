package dev.lathe.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines no longer than they may be. */
class LayoutTest {

  @Test
  void whatFitsStaysOnOneLine() {
    Layout layout = new Layout();
    layout.assignment(element(Doc.text("at1")), Doc.text("1f"));

    assertThat(layout.code()).hasToString("image[at1] = 1f;\n");
  }

  /** The place that is written to may be a sum of many variables. */
  @Test
  void longPlacesAreBroken() {
    Doc sum = Doc.text("at0");
    for (int i = 1; i < 16; i++) {
      sum = Doc.infix(sum, "+", Doc.text("2 * variable" + i));
    }
    Layout layout = new Layout();
    layout.assignment(element(sum), Doc.text("1f"));

    List<String> lines = layout.code().toString().lines().toList();
    assertThat(lines).allMatch(line -> line.length() + Layout.BODY <= Layout.COLUMNS);
    assertThat(lines.stream().flatMap(line -> Stream.of(line.strip().split(" "))).toList())
        .startsWith("image[", "at0", "+", "2")
        .endsWith("variable15]", "=", "1f;");
  }

  private static Doc element(Doc index) {
    return new Doc.Enclosed("image[", List.of(index), "]");
  }
}
