package dev.lathe.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** A folder of class files: the output directory of an earlier compilation. */
final class TemporaryClasses implements AutoCloseable {
  private final Path folder;

  TemporaryClasses() throws IOException {
    this.folder = Files.createTempDirectory("lathe-classes");
  }

  void compile(String name, String source) throws IOException {
    Compilation compilation = javac().compile(JavaFileObjects.forSourceString(name, source));
    for (JavaFileObject file : compilation.generatedFiles()) {
      Path target = folder.resolve(name.replace('.', '/') + ".class");
      Files.createDirectories(target.getParent());
      try (InputStream in = file.openInputStream()) {
        Files.copy(in, target);
      }
    }
  }

  /** The folder before what the tests see. */
  List<File> classpath() {
    List<File> files = new ArrayList<>(List.of(folder.toFile()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      files.add(new File(entry));
    }
    return files;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
