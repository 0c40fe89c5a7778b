package dev.lathe.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;

/** Compiles users' sources with the processor. */
final class Compilations {
  static final List<String> VECTOR_MODULE = List.of("--add-modules", "jdk.incubator.vector");

  /** What every source of a test may name without saying so. */
  static final String IMPORTS =
      "import dev.lathe.annotations.*;\nimport dev.lathe.runtime.*;\nimport java.util.*;\n";

  private Compilations() {}

  static Compilation compile(JavaFileObject... sources) {
    return compile(VECTOR_MODULE, new LatheProcessor(), sources);
  }

  static Compilation compile(List<String> options, Processor processor, JavaFileObject... sources) {
    return javac().withProcessors(processor).withOptions(options).compile(sources);
  }

  /** Compiles with folders on the class path before all else. */
  static Compilation compile(
      List<String> options, Processor processor, List<Path> folders, JavaFileObject... sources) {
    List<File> classPath =
        Stream.concat(
                folders.stream().map(Path::toFile),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(File::new))
            .toList();
    return javac()
        .withProcessors(processor)
        .withOptions(options)
        .withClasspath(classPath)
        .compile(sources);
  }

  /** The folder or archive that a class was loaded from. */
  static File locationOf(Class<?> type) {
    return new File(
        URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** A source file of the package {@code nets}, without its head. */
  static JavaFileObject source(String name, String body) {
    return JavaFileObjects.forSourceString("nets." + name, "package nets;\n" + IMPORTS + body);
  }

  /** The text of every message of a compilation that is ours. */
  static List<String> messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(diagnostic -> diagnostic.getMessage(null))
        .filter(message -> message.startsWith("[LATHE-"))
        .toList();
  }
}
