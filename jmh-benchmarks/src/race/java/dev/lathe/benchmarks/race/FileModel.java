package dev.lathe.benchmarks.race;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A network of an ONNX file.
 *
 * @param file of one input and one output
 * @param classes the folder for its source and classes
 */
record FileModel(String title, Path file, Path classes) {
  private static final String ENDING = ".onnx";
  private static final String NAME = "Model";

  /**
   * The networks of a folder, sorted by name.
   *
   * @param classes has a folder for each
   */
  static List<FileModel> all(Path folder, Path classes) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .map(
              file -> {
                String name = String.valueOf(file.getFileName());
                String title = name.substring(0, name.length() - ENDING.length());
                return new FileModel(title, file.toAbsolutePath(), classes.resolve(title));
              })
          .toList();
    }
  }

  /** Writes an interface for the file, and has javac compile it. */
  void compile(Path processor) throws IOException {
    Files.createDirectories(classes);
    Path beside = classes.resolve(title + ENDING);
    Files.deleteIfExists(beside);
    Files.createSymbolicLink(beside, file);
    Path source = classes.resolve(NAME + ".java");
    Files.writeString(
        source,
        """
        import dev.lathe.annotations.Onnx;
        import dev.lathe.runtime.Classifier;

        @Onnx("%s")
        public interface %s extends Classifier {}
        """
            .formatted(beside.getFileName(), NAME));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:full",
              "-processorpath",
              processor.toString(),
              "--add-modules",
              "jdk.incubator.vector",
              "-d",
              classes.toString());
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
          .call()) {
        throw new IllegalStateException(title + " cannot be compiled:\n" + messages);
      }
    }
  }

  /** The network with the file's weights; {@link #compile} comes first. */
  CompiledNetwork load() {
    return CompiledNetwork.of(Lathe.load(type()));
  }

  /** The interface. */
  Class<?> type() {
    try {
      URL[] urls = {classes.toUri().toURL()};
      return new URLClassLoader(urls, Lathe.class.getClassLoader()).loadClass(NAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(title + " has not been compiled", e);
    }
  }
}
