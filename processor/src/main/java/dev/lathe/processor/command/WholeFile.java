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

/** Files that are written beside their place and moved there: what is there is always whole. */
final class WholeFile {
  private WholeFile() {}

  /** What a file is to hold. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Refuses folders and devices, before there is work that would be lost. */
  static void check(Path file) {
    try (FileDraft draft = new FileDraft(file)) {
      assert !Files.exists(draft.path());
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /** Writes a file, and the folders that it lies in. */
  static void write(Path file, Content content) {
    try (FileDraft draft = new FileDraft(file)) {
      Files.createDirectories(Objects.requireNonNull(draft.path().getParent()));
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(draft.open()));
      content.write(out);
      out.flush();
      draft.publish();
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static CommandException notWritten(Path file, IOException e) {
    return CommandException.of(FileMessage.COMMAND_NOT_WRITTEN, file.toString(), Reason.of(e));
  }
}
