package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.schedule.ScheduleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code tune}; what it measures is not looked at, only that it does. */
class TuneCommandTest {
  @TempDir private Path folder;

  @Test
  void measuresAndWritesATable() throws IOException {
    Path table = folder.resolve("schedules.txt");
    Files.writeString(table, "# old\n16 | [o] = [i] for o=1 sum i=1 | direct\n");

    CommandRun run =
        CommandRun.of(
            "tune",
            "--geometry",
            "conv 16x8x8 -> 16 3x3",
            "--lanes=4",
            "--rounds=1",
            "--forks=1",
            "--candidates=1",
            "--gain=0",
            "-o",
            table.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("for o=16 y=8 x=8 sum i=16 ky=3 kx=3")
        .containsPattern("winograd \\d")
        .containsPattern("The model's choice takes \\d\\.\\d{3} times as long");
    String text = Files.readString(table);
    assertThat(text)
        .startsWith("# Schedules")
        .contains("16 | [o] = [i] for o=1 sum i=1 | direct\n");
    assertThat(ScheduleTable.parse(text).problems()).isEmpty();
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(CommandRun.of("tune", "-g", "conv 3x8x8 to 4").err()).startsWith("[LATHE-612]");
    assertThat(CommandRun.of("tune", "-g", "conv 3x8x8 -> 4").err()).startsWith("[LATHE-612]");
    assertThat(CommandRun.of("tune", "-g", "conv 3x2x2 -> 4 5x5 padding 0").err())
        .contains("[LATHE-104]");
    assertThat(CommandRun.of("tune", "-g", "conv \u001b[31m").err())
        .startsWith("[LATHE-612] conv \\u001b[31m: it is no geometry. ");
    assertThat(CommandRun.of("tune", "-g", "dense 400 -> 99999999999").err())
        .isEqualTo(
            "[LATHE-616] dense 400 -> 99999999999: it has the figure 99999999999, which is more"
                + " than 2147483647. Use a smaller one.\n");
    assertThat(CommandRun.of("tune", "--lanes=3").err())
        .isEqualTo("[LATHE-614] --lanes: it is 3. Use 16, 8, 4 or 1.\n");
    assertThat(CommandRun.of("tune", "--forks=0").err()).startsWith("[LATHE-614] --forks");
  }

  @Test
  void saysWhatOfAFileIsWrong(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "# nothing yet\n");
    assertThat(CommandRun.of("tune", "-f", empty.toString()).err())
        .startsWith("Name a network or a geometry to tune.");
    Path bytes = Files.write(folder.resolve("bytes.txt"), new byte[] {(byte) 0xff, 10});
    assertThat(CommandRun.of("tune", "-f", bytes.toString()).err())
        .isEqualTo(
            "[LATHE-610] %s: the file cannot be read, it is no text in UTF-8. Check the path.\n"
                .formatted(bytes));
    assertThat(CommandRun.of("tune", "-f", folder.toString()).err()).startsWith("[LATHE-521]");
  }

  @Test
  void aLayerIsALine() {
    assertThat(GeometrySource.of("conv 3x9 -> 8 5 stride 2", "N"))
        .contains("@Network(input = {3, 9})")
        .contains("@Conv(filters = 8, kernel = {5}, stride = 2, padding = {2}, groups = 1) @Relu");
    assertThat(GeometrySource.of("dense 400 -> 120", "N")).contains("@Dense(120) @Relu");
    assertThat(GeometrySource.of("dense 0400 -> 010", "N")).contains("{400}", "@Dense(10) @Relu");
  }

  @Test
  void forksCountInWhichAKernelWasCompiled() {
    List<List<Double>> forks =
        List.of(
            List.of(1.0, Double.NaN), List.of(Double.NaN, Double.NaN), List.of(5.0, Double.NaN));

    assertThat(TuneRun.median(forks)).containsExactly(3.0, Double.NaN);
  }

  /** What a JVM says that candidates were too large for. */
  @Test
  void wantOfMemoryIsSaidWithTheRemedy() {
    List<String> lines =
        List.of(
            "warm",
            "Exception in thread \"main\" java.lang.OutOfMemoryError: Cannot reserve 3 bytes");

    assertThat(TuneRun.failure(lines))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "[LATHE-615] tune: its candidates need more memory than a JVM has here. Measure its"
                + " layers one by one with --geometry, or fewer --candidates.");
    assertThat(TuneRun.failure(List.of("warm"))).hasMessage("measuring failed: warm");
  }
}
