package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            @Onnx("lenet5.onnx")
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
}
