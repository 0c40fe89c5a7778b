package dev.lathe.processor.command;

import dev.lathe.processor.validation.FileMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** Files that are written beside their place and moved there: what is there is always whole. */
final class WholeFile {
  private WholeFile() {}

  /** What a file is to hold. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Writes a file, and the folders that it lies in. */
  static void write(Path file, Content content) {
    Path absolute = file.toAbsolutePath();
    try {
      Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
      Files.createDirectories(folder);
      // Not Files.createTempFile, whose files only their owner may read.
      Path beside = folder.resolve("." + absolute.getFileName() + "." + UUID.randomUUID());
      try {
        try (OutputStream out =
            new BufferedOutputStream(
                Files.newOutputStream(
                    beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
          content.write(out);
        }
        Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw CommandException.of(FileMessage.COMMAND_NOT_WRITTEN, file.toString(), reason(e));
    }
  }

  /** Exceptions of files mostly say the path and no more. */
  static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }
}
