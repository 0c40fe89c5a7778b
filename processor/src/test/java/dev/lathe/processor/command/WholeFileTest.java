package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands write their files over, and what not. */
class WholeFileTest {
  private static final Path LENET5 = Path.of("src/test/resources/networks/lenet5.onnx");

  @TempDir private Path folder;
  private Path given;

  @BeforeEach
  void writeAnInterface() throws IOException {
    Files.copy(LENET5, folder.resolve("lenet5.onnx"));
    given =
        Files.writeString(
            folder.resolve("Given.java"),
            """
            import dev.lathe.annotations.Onnx;
            import dev.lathe.runtime.Classifier;
            @Onnx(value = "lenet5.onnx", input = {1, 32, 32})
            public interface Given extends Classifier {}
            """);
  }

  /** Every command, told to write its file there. */
  private Stream<CommandRun> writing(Path file) {
    String there = file.toString();
    return Stream.of(
        CommandRun.of("export", given.toString(), "-o", there),
        CommandRun.of("tune", "-g", "dense 4 -> 4", "-o", there),
        CommandRun.of(
            "import", LENET5.toString(), "-o", folder + "/new", "--force", "--weights", there));
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(writing(empty))
        .allSatisfy(
            run -> {
              assertThat(run.err())
                  .startsWith("[LATHE-529] " + empty + ": it cannot be written, it is a folder.");
              assertThat(run.code()).isEqualTo(1);
            });
    assertThat(empty).isEmptyDirectory();
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void whatIsNoRegularFileIsNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(writing(pipe))
        .allSatisfy(
            run ->
                assertThat(run.err())
                    .startsWith(
                        "[LATHE-529] " + pipe + ": it cannot be written, it is no regular"));
    assertThat(Files.exists(pipe)).isTrue();
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  /** By whatever path it goes by. */
  @Test
  void noCommandWritesOverWhatItReads() throws IOException {
    Path model = folder.resolve("lenet5.onnx");
    Path dots = Files.createDirectory(folder.resolve("a")).resolve("../lenet5.onnx");
    Path link = Files.createSymbolicLink(folder.resolve("link"), model);
    Path geometries = Files.writeString(folder.resolve("geometries"), "dense 4 -> 4\n");
    String interfaceFile = given.toString();

    for (Path there : new Path[] {model, dots, link}) {
      String onto = there.toString();
      isRefused(there, "import", model.toString(), "-o", "" + folder, "--force", "--weights", onto);
      isRefused(there, "export", interfaceFile, "-o", onto);
      isRefused(there, "tune", interfaceFile, "-o", onto);
      isRefused(there, "tune", model.toString(), "-o", onto);
    }
    isRefused(given, "export", interfaceFile + "#Given", "-o", interfaceFile);
    isRefused(given, "tune", interfaceFile, "-o", interfaceFile);
    isRefused(geometries, "tune", "-f", geometries.toString(), "-o", geometries.toString());
    assertThat(model).hasSameBinaryContentAs(LENET5);
    assertThat(geometries).hasContent("dense 4 -> 4");
  }

  private static void isRefused(Path written, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.err()).startsWith("[LATHE-534] " + written + ": ");
    assertThat(run.code()).isEqualTo(1);
  }

  /** Two names of one file that is not there yet. */
  @Test
  void twoFilesHaveTwoPlaces() {
    String weights = folder.resolve("a/../x/Twice.java").toString();
    Path there = Path.of(weights);

    isRefused(
        there,
        "import",
        LENET5.toString(),
        "--name=Twice",
        "-o",
        folder + "/x/y/..",
        "--weights=" + weights);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  /** Weights without the source that they belong to would be read as those of the old one. */
  @Test
  void neitherOfTwoFilesIsReplacedAlone() throws IOException {
    Path weights = Files.writeString(folder.resolve("Pair.safetensors"), "old");
    Path inTheWay = Files.createDirectory(folder.resolve("Pair.java"));

    CommandRun run =
        CommandRun.of(
            "import", LENET5.toString(), "--name=Pair", "-o", folder.toString(), "--force");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("[LATHE-529] " + inTheWay);
    assertThat(weights).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**/.Pair*");
  }

  @Test
  void anEndOfTheJvmLeavesNothingBehind() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + place,
                "-cp",
                System.getProperty("java.class.path"),
                EndedWhileWriting.class.getName(),
                place.resolve("file").toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo(EndedWhileWriting.AT_IT);
      try (Stream<Path> files = Files.list(place)) {
        assertThat(files).hasSize(2);
      }
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(place).isEmptyDirectory();
  }
}
