package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ScheduleTableTest {

  @Test
  void linesAreForAGeometryAndAWidth() {
    ScheduleTable table =
        table(
            """
            # by hand
            16 | [o] = [i] for o=8 | direct along o, tile o:2  # 12 us
            16 | [o] = [i] for o=8 | direct along o, weights rounded

            8 | [o] = [i] for o=8 | winograd 4
            8 | [o] = [i] for o=8 | direct along o
            """);

    assertThat(table.tilings(16, "[o] = [i] for o=8"))
        .hasToString("[direct along o, weights rounded, direct along o, tile o:2]");
    assertThat(table.tilings(8, "[o] = [i] for o=8")).hasToString("[direct along o]");
    assertThat(table.tilings(4, "[o] = [i] for o=8")).isEmpty();
    assertThat(table.algorithm(16, "[o] = [i] for o=8"))
        .hasToString("Optional[direct along o, weights rounded]");
    assertThat(table.algorithm(8, "[o] = [i] for o=8")).hasToString("Optional[winograd 4]");
  }

  @Test
  void wrongLinesAreNamedAndLeftOut() {
    ScheduleTable.Parsed parsed =
        ScheduleTable.parse(
            """
            16 | [o] | direct
            16 | [o] | direct along x
            7 | [o] | direct
            16 | direct
            16 | [x] | somehow
            """);

    assertThat(parsed.problems())
        .extracting(problem -> problem.line() + ": " + problem.what())
        .containsExactly(
            "2: a line above has this geometry with \"direct\"",
            "3: \"7\" is no number of lanes",
            "4: it is not of the form \"LANES | GEOMETRY | SCHEDULE\"",
            "5: it begins with \"somehow\", not with \"direct\", \"winograd\" or \"fft\"");
    assertThat(parsed.table().tilings(16, "[o]")).hasToString("[direct]");
  }

  @Test
  void theShippedTableIsWhole() {
    assertThat(ScheduleTable.shipped()).isNotNull();
  }

  @Property
  void anyTextIsATable(@ForAll String text) {
    assertThat(ScheduleTable.parse(text + "|" + text + "\n16|" + text + "|" + text)).isNotNull();
  }

  private static ScheduleTable table(String text) {
    ScheduleTable.Parsed parsed = ScheduleTable.parse(text);
    assertThat(parsed.problems()).isEmpty();
    return parsed.table();
  }
}
