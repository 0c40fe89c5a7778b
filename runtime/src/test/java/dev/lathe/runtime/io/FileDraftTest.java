package dev.lathe.runtime.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one way in which files are replaced. */
class FileDraftTest {
  @TempDir private Path folder;

  private static void write(Path file, String text) throws IOException {
    try (FileDraft draft = new FileDraft(file)) {
      draft.open().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      draft.publish();
    }
  }

  private void assertOnly(Path... left) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(left);
    }
  }

  /** A file that is unlinked before the new one has its name is missing now and then. */
  @Test
  void aReaderAlwaysFindsAWholeFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "whole");
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService readers = Executors.newSingleThreadExecutor()) {
      Future<Integer> reader =
          readers.submit(
              () -> {
                int missing = 0;
                while (!done.get()) {
                  try {
                    missing += Files.readString(file).equals("whole") ? 0 : 1;
                  } catch (NoSuchFileException e) {
                    missing++;
                  }
                }
                return missing;
              });
      try {
        for (int k = 0; k < 300; k++) {
          write(file, "whole");
        }
      } finally {
        done.set(true);
      }
      assertThat(reader.get()).isZero();
    }
    assertOnly(file);
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), empty);

    for (Path taken : new Path[] {empty, link, folder.getRoot(), Path.of("")}) {
      assertThatThrownBy(() -> write(taken, "text"))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(": it is a folder");
    }
    assertOnly(empty, link);
    assertThat(empty).isDirectory();
  }

  @Test
  void whatIsNoRegularFileIsNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> write(pipe, "text")).hasMessageEndingWith(": it is no regular file");
    assertOnly(pipe);
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void linksAreFollowed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));

    write(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new").isRegularFile();
    assertThatThrownBy(() -> write(loop, "text")).hasMessageContaining("its links lead nowhere");
    Files.delete(file);
    write(link, "newer");
    assertThat(file).hasContent("newer");
    assertOnly(file, link, loop);
  }

  @Test
  void whatIsNotPublishedIsGone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    try (FileDraft draft = new FileDraft(file)) {
      draft.open().write(ByteBuffer.wrap(new byte[] {1}));
      assertThat(draft.path()).hasSize(1).hasParent(folder);
    }
    assertThat(file).hasContent("old");
    assertOnly(file);
  }
}
