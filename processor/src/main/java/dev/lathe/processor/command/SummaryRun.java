package dev.lathe.processor.command;

import dev.lathe.processor.validation.FileMessage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The summary that the processor writes of a network, whose code is thrown away again. */
final class SummaryRun {
  private SummaryRun() {}

  /** The summary of the only network of a source. */
  static String of(Path source) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw CommandException.of(FileMessage.COMMAND_NO_COMPILER, source.toString());
    }
    try {
      Path folder = Leftovers.folder("lathe");
      try {
        return summary(javac, source, folder);
      } finally {
        Leftovers.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String summary(JavaCompiler javac, Path source, Path folder) throws IOException {
    String path = System.getProperty("java.class.path");
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, null, null)) {
      List<String> options =
          List.of(
              "-proc:only",
              "-classpath",
              path,
              "-processorpath",
              path,
              "-processor",
              "dev.lathe.processor.LatheProcessor",
              "--add-modules",
              "jdk.incubator.vector",
              "-d",
              folder.toString());
      javac
          .getTask(
              new StringWriter(),
              files,
              diagnostics,
              options,
              null,
              files.getJavaFileObjects(source))
          .call();
    }
    List<String> errors =
        diagnostics.getDiagnostics().stream()
            .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
            .map(each -> each.getMessage(null))
            .toList();
    if (!errors.isEmpty()) {
      throw CommandException.of(errors);
    }
    try (Stream<Path> written = Files.walk(folder)) {
      Optional<Path> summary =
          written.filter(file -> file.toString().endsWith(".summary.txt")).findFirst();
      return summary.isPresent() ? Files.readString(summary.get()) : "";
    }
  }
}
