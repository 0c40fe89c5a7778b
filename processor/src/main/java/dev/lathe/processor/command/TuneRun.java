package dev.lathe.processor.command;

import dev.lathe.processor.validation.FileMessage;
import dev.lathe.processor.validation.ScheduleMessage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles passes and measures them in JVMs of their own; its folder is thrown away again. */
final class TuneRun implements AutoCloseable {
  private final Path folder;

  TuneRun() {
    try {
      this.folder = Leftovers.folder("lathe-tune");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many floats this machine's vectors have. */
  static int lanes() {
    return Integer.parseInt(fork(List.of(), () -> {}, ownPath()).getFirst()) / Float.SIZE;
  }

  /** The steps of a measurement. */
  static int steps(int variants, int rounds, int forks) {
    return forks * (variants + rounds);
  }

  /**
   * The time of each kernel call of each pass, in nanoseconds: the median over the forks in which
   * C2 had compiled it, NaN if there was none.
   *
   * @param rounds of each fork
   * @param step called as things get on
   */
  Map<TuneVariant, List<Double>> measure(
      List<TuneVariant> variants, int rounds, int forks, Runnable step) {
    compile(variants);
    List<String> arguments = new ArrayList<>(List.of(String.valueOf(rounds)));
    variants.forEach(
        each -> arguments.add(each.name() + ":" + each.imageFloats() + ":" + each.scoreFloats()));
    Map<TuneVariant, List<List<Double>>> all =
        new TreeMap<>(Comparator.comparing(TuneVariant::name));
    for (int i = 0; i < forks; i++) {
      List<String> lines =
          fork(arguments, step, folder + File.pathSeparator + ownPath()).stream()
              .filter(line -> line.startsWith("times"))
              .toList();
      for (int k = 0; k < variants.size(); k++) {
        List<Double> times =
            Stream.of(lines.get(k).split(" ", -1)).skip(1).map(Double::valueOf).toList();
        all.computeIfAbsent(variants.get(k), _ -> new ArrayList<>()).add(times);
      }
    }
    Map<TuneVariant, List<Double>> medians = new TreeMap<>(Comparator.comparing(TuneVariant::name));
    all.forEach((variant, times) -> medians.put(variant, median(times)));
    return medians;
  }

  static List<Double> median(List<List<Double>> forks) {
    List<Double> medians = new ArrayList<>();
    for (int k = 0; k < forks.getFirst().size(); k++) {
      int kernel = k;
      List<Double> sorted =
          forks.stream()
              .map(times -> times.get(kernel))
              .filter(nanos -> !nanos.isNaN())
              .sorted()
              .toList();
      medians.add(
          sorted.isEmpty()
              ? Double.NaN
              : (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2);
    }
    return medians;
  }

  private void compile(List<TuneVariant> variants) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw CommandException.of(FileMessage.COMMAND_NO_COMPILER, "tune");
    }
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<Path> sources = new ArrayList<>();
      for (TuneVariant variant : variants) {
        sources.add(Files.writeString(folder.resolve(variant.name() + ".java"), variant.source()));
      }
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-classpath",
              ownPath(),
              "--add-modules",
              "jdk.incubator.vector",
              "-d",
              folder.toString());
      boolean compiled =
          javac
              .getTask(
                  problems, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new IllegalStateException("a candidate is no Java: " + problems);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ownPath() {
    return System.getProperty("java.class.path");
  }

  /** Runs {@link Stopwatch} and returns its lines. */
  private static List<String> fork(List<String> arguments, Runnable step, String classPath) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xms1g",
                "-classpath",
                classPath,
                Stopwatch.class.getName()));
    command.addAll(arguments);
    List<String> lines = new ArrayList<>();
    List<String> all = new ArrayList<>();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          all.add(line);
          if (line.equals("warm") || line.equals("round")) {
            step.run();
          } else if (line.startsWith("times") || line.matches("\\d+")) {
            lines.add(line);
          }
        }
      }
      if (process.waitFor() != 0) {
        throw failure(all);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What to say of a JVM that failed. */
  static RuntimeException failure(List<String> lines) {
    return lines.stream().anyMatch(line -> line.contains(OutOfMemoryError.class.getName()))
        ? CommandException.of(ScheduleMessage.COMMAND_TUNE_MEMORY, "tune")
        : new IllegalStateException("measuring failed: " + String.join("\n", lines));
  }

  @Override
  public void close() {
    try {
      Leftovers.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
