package dev.lathe.processor.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files and folders that go if the JVM is ended before whoever made them is done with them. */
final class Leftovers {
  private static final int ATTEMPTS = 5;

  private static final Set<Path> PATHS = new HashSet<>();
  private static final Thread HOOK = new Thread(Leftovers::removeAll, "lathe-leftovers");

  private Leftovers() {}

  /** Before it is made. */
  static synchronized void add(Path path) {
    if (PATHS.isEmpty()) {
      try {
        Runtime.getRuntime().addShutdownHook(HOOK);
      } catch (IllegalStateException e) {
        return; // The JVM is ending already.
      }
    }
    PATHS.add(path);
  }

  /** After it is gone, or in its place. */
  static synchronized void remove(Path path) {
    if (PATHS.remove(path) && PATHS.isEmpty()) {
      try {
        Runtime.getRuntime().removeShutdownHook(HOOK);
      } catch (IllegalStateException e) {
        return; // The hook is at it.
      }
    }
  }

  /** Makes a folder for files that nobody is to keep. */
  static Path folder(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    add(folder);
    return folder;
  }

  /** Removes a folder with what is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } finally {
      remove(folder);
    }
  }

  private static void removeAll() {
    for (Path path : all()) {
      for (int k = 0; k < ATTEMPTS && Files.exists(path); k++) {
        try {
          delete(path);
        } catch (IOException | UncheckedIOException e) {
          // Somebody is still writing there: the next attempt finds more.
        }
      }
    }
  }

  private static synchronized List<Path> all() {
    return List.copyOf(PATHS);
  }
}
