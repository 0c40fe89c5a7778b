package dev.lathe.benchmarks.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a fresh JVM. */
final class Jvm {

  private Jvm() {}

  /**
   * Waits for its end.
   *
   * @param name of what is run, for the case that it fails
   * @return false if it failed; then what it had to say has been printed
   */
  static boolean run(
      String name, List<String> options, String classPath, String main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            classPath,
            main));
    command.addAll(arguments);
    Path log = Files.createTempFile("race", ".log");
    try {
      int exit =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        System.err.println(name + " failed:\n" + Files.readString(log));
      }
      return exit == 0;
    } finally {
      Files.delete(log);
    }
  }
}
