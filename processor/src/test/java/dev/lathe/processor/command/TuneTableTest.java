package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a table that there is already. */
class TuneTableTest {
  private static final String A = dense(84);
  private static final String B = dense(96);

  @TempDir private Path folder;

  private static String dense(int outputs) {
    return "[o, y, x] = [i, ky + y, kx + x] * [o, i, ky, kx] for o=%d y=1 x=1 sum i=120 ky=1 kx=1"
        .formatted(outputs);
  }

  @Test
  void keepsCommentsWhereTheyAre() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("schedules.txt"),
            """
            # Of the old machine.

            # The first layer.
            16 | %2$s | direct # a|b: for a reason
            # Another layer.
            # Measured by hand.
            8 | %1$s | winograd 4
            16 | %2$s | winograd 4
            # At the end.
            """
                .formatted(A, B));
    TuneTable table = new TuneTable(file, 16);
    table.write();
    String once = Files.readString(file);
    new TuneTable(file, 16).write();

    assertThat(table.size()).isEqualTo(3);
    assertThat(Files.readString(file)).isEqualTo(once);
    assertThat(once)
        .startsWith("# Schedules")
        .endsWith(
            """
            # Of the old machine.
            # At the end.

            # Another layer.
            # Measured by hand.
            8 | %1$s | winograd 4
            # The first layer.
            16 | %2$s | direct # a|b: for a reason
            16 | %2$s | winograd 4
            """
                .formatted(A, B));
  }

  @Test
  void refusesWhatIsNoTable() throws IOException {
    Path notes =
        Files.writeString(folder.resolve("notes"), "# Notes\nbuy milk\n16 | " + A + " | no\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xc3, 0x28});

    assertThatThrownBy(() -> new TuneTable(notes, 16))
        .hasMessageStartingWith("[LATHE-611] " + notes + ": line 2: it is not of the form")
        .hasMessageContaining("[LATHE-611] " + notes + ": line 3: ");
    assertThatThrownBy(() -> new TuneTable(binary, 16))
        .hasMessage(
            "[LATHE-610] "
                + binary
                + ": the file cannot be read, it is no text in UTF-8. Check the path.");
    assertThatThrownBy(() -> new TuneTable(folder, 16)).hasMessageStartingWith("[LATHE-529] ");
    assertThat(notes).hasContent("# Notes\nbuy milk\n16 | " + A + " | no");
  }
}
