package dev.lathe.processor.command;

import dev.lathe.processor.validation.FileMessage;
import dev.lathe.runtime.io.FileDraft;
import dev.lathe.runtime.io.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that is written beside its place and moved there: what is there is always whole. Of
 * several that belong together, all are written before the first is moved.
 */
final class WholeFile implements AutoCloseable {
  private final Path file;
  private final FileDraft draft;

  /** What a file is to hold. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  private WholeFile(Path file) throws IOException {
    this.file = file;
    this.draft = new FileDraft(file);
  }

  /** Refuses folders and devices, before there is work that would be lost. */
  static void check(Path file) {
    try {
      new WholeFile(file).close();
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /** Writes a file, and the folders that it lies in. */
  static void write(Path file, Content content) {
    try (WholeFile whole = draft(file, content)) {
      whole.publish();
    }
  }

  /** Writes a file beside its place, and the folders that it lies in. */
  static WholeFile draft(Path file, Content content) {
    try {
      WholeFile whole = new WholeFile(file);
      try {
        whole.fill(content);
      } catch (IOException | RuntimeException | Error e) {
        try (whole) {
          throw e;
        }
      }
      return whole;
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private void fill(Content content) throws IOException {
    Files.createDirectories(Objects.requireNonNull(draft.path().getParent()));
    Leftovers.add(draft.path());
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(draft.open()));
    content.write(out);
    out.flush();
  }

  /** Moves it to its place. */
  void publish() {
    try {
      draft.publish();
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  @Override
  public void close() {
    try {
      draft.close();
    } catch (IOException e) {
      throw notWritten(file, e);
    } finally {
      Leftovers.remove(draft.path());
    }
  }

  private static CommandException notWritten(Path file, IOException e) {
    return CommandException.of(FileMessage.COMMAND_NOT_WRITTEN, file.toString(), Reason.of(e));
  }
}
