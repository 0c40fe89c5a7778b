package dev.lathe.processor.command;

import dev.lathe.processor.validation.FileMessage;
import dev.lathe.runtime.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** That no file is written over one that is read, or that is written besides. */
final class FilesApart {
  private FilesApart() {}

  /** Refuses to write a file that is read, or two in one place, by whatever paths. */
  static void check(List<Path> read, List<Path> written) {
    for (int k = 0; k < written.size(); k++) {
      Path each = written.get(k);
      List<Path> others = written.subList(0, k);
      if (read.stream().anyMatch(other -> isSame(each, other))
          || others.stream().anyMatch(other -> isSame(each, other))) {
        throw CommandException.of(FileMessage.COMMAND_SAME_FILE, each.toString());
      }
    }
  }

  private static boolean isSame(Path a, Path b) {
    try {
      boolean there = Files.exists(a);
      if (there != Files.exists(b)) {
        return false;
      }
      // What is not there yet may be one file on systems that do not tell case apart.
      return there
          ? Files.isSameFile(a, b)
          : real(a).toString().equalsIgnoreCase(real(b).toString());
    } catch (IOException e) {
      throw CommandException.of(FileMessage.COMMAND_DAMAGED, a.toString(), Reason.of(e));
    }
  }

  /** Without links and dots, though it or its last folders are not there. */
  private static Path real(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      return absolute;
    }
    return (Files.exists(folder) ? folder.toRealPath() : real(folder)).resolve(name).normalize();
  }
}
