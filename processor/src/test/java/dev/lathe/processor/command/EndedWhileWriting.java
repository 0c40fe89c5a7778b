package dev.lathe.processor.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that waits to be ended while it writes a file and has a folder for a while. */
final class EndedWhileWriting {
  /** What it says as soon as both are there. */
  static final String AT_IT = "at it";

  private EndedWhileWriting() {}

  public static void main(String[] arguments) throws IOException {
    Files.writeString(Leftovers.folder("lathe-test").resolve("inside"), "text");
    WholeFile.write(
        Path.of(arguments[0]),
        out -> {
          out.write(1);
          out.flush();
          System.out.println(AT_IT);
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
  }
}
