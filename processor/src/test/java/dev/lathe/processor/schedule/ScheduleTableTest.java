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
            16 | [o] = [i] for o=8 sum i=2 | direct along o, tile o:2  # 12 us
            16 | [o] = [i] for o=8 sum i=2 | direct along o, weights rounded

            8 | [o] = [i] for o=8 sum i=2 | winograd 4
            8 | [o] = [i] for o=8 sum i=2 | direct along o
            """);

    assertThat(table.tilings(16, "[o] = [i] for o=8 sum i=2"))
        .hasToString("[direct along o, weights rounded, direct along o, tile o:2]");
    assertThat(table.tilings(8, "[o] = [i] for o=8 sum i=2")).hasToString("[direct along o]");
    assertThat(table.tilings(4, "[o] = [i] for o=8 sum i=2")).isEmpty();
    assertThat(table.algorithm(16, "[o] = [i] for o=8 sum i=2"))
        .hasToString("Optional[direct along o, weights rounded]");
    assertThat(table.algorithm(8, "[o] = [i] for o=8 sum i=2")).hasToString("Optional[winograd 4]");
  }

  @Test
  void wrongLinesAreNamedAndLeftOut() {
    ScheduleTable.Parsed parsed =
        ScheduleTable.parse(
            """
            16 | [o] = [o] for o=1 | direct
            16 | [o] = [o] for o=1 | direct along x
            7 | [o] = [o] for o=1 | direct
            16 | direct
            16 | [x] = [x] for x=1 | somehow
            16 | [x] | direct
            16 | [x] = [x] * [i] for x=1 | direct
            """);

    assertThat(parsed.problems())
        .extracting(problem -> problem.line() + ": " + problem.what())
        .containsExactly(
            "2: a line above has this geometry with \"direct\"",
            "3: \"7\" is no number of lanes",
            "4: it is not of the form \"LANES | GEOMETRY | SCHEDULE\"",
            "5: it begins with \"somehow\", not with \"direct\", \"winograd\" or \"fft\"",
            "6: \"[x]\" is no geometry, which is like \"[o, y, x] = [i, ky + y, kx + x] * [o, i,"
                + " ky, kx] for o=84 y=1 x=1 sum i=120 ky=1 kx=1\"",
            "7: the geometry \"[x] = [x] * [i] for x=1\" does not say how many steps i has");
    assertThat(parsed.table().tilings(16, "[o] = [o] for o=1")).hasToString("[direct]");
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
