package dev.lathe.processor.testing;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lathe.processor.LatheProcessor;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.vector.MachineVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A user's interface that javac has compiled in memory with the processor, once, and that is loaded
 * for as many paths as a test wants.
 */
public final class CompiledInterface {

  /** Where the user's interface stands. */
  public static final String PACKAGE = "nets";

  private static final String PROPERTY = "lathe.vector";

  /** One line a network and path tells a test's reader nothing. Loggers are held weakly. */
  private static final Logger LOGGER = Logger.getLogger("dev.lathe");

  static {
    LOGGER.setLevel(Level.WARNING);
  }

  private final String name;
  private final Compilation compilation;

  private CompiledInterface(String name, Compilation compilation) {
    this.name = name;
    this.compilation = compilation;
  }

  /**
   * Compiles an interface, and refuses every warning.
   *
   * @param name of the interface, a {@link Classifier}
   * @param body the annotations of the interface and all that follows
   * @throws AssertionError if javac or the processor refuses it
   */
  public static CompiledInterface compile(String name, String body) {
    String source =
        "package %s;\n\nimport dev.lathe.annotations.*;\nimport dev.lathe.runtime.*;\n\n%s"
            .formatted(PACKAGE, body);
    // -incubating: javac warns of the incubating module itself, whatever the code. -processing: no
    // processor claims the annotations that are not Lathe's.
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LatheProcessor())
            .withOptions(
                "-Xlint:all,-incubating,-processing",
                "-Werror",
                "--add-modules",
                "jdk.incubator.vector")
            .compile(JavaFileObjects.forSourceString(PACKAGE + "." + name, source));
    if (compilation.status() != Compilation.Status.SUCCESS) {
      throw new AssertionError(compilation.diagnostics() + "\n" + source);
    }
    return new CompiledInterface(name, compilation);
  }

  /** Scalar code, and vectors of every width that this machine has. */
  public static List<VectorPath> paths() {
    int bits = MachineVectors.preferredBits();
    return Stream.of(VectorPath.values()).filter(path -> path.bits() <= bits).toList();
  }

  /**
   * The network on the given path, in a class loader of its own.
   *
   * @return a {@link Classifier} that is a {@link CompiledNetwork} as well
   */
  public Classifier load(VectorPath path, Weights weights) {
    try {
      Class<?> type = new MemoryClassLoader(compilation).loadClass(PACKAGE + "." + name);
      return (Classifier) loadOn(path, type, weights);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Generated classes read the property once, when they are initialised. */
  private static synchronized Object loadOn(VectorPath path, Class<?> type, Weights weights) {
    String before = System.getProperty(PROPERTY);
    System.setProperty(
        PROPERTY, path == VectorPath.SCALAR ? "scalar" : Integer.toString(path.bits()));
    try {
      Object network = Lathe.load(type, weights);
      VectorPath taken = CompiledNetwork.of(network).path();
      if (taken != path) {
        throw new AssertionError(type + " runs on " + taken + " instead of " + path);
      }
      return network;
    } finally {
      restore(before);
    }
  }

  private static void restore(@Nullable String before) {
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  /**
   * Writes the interface and everything generated for it to a folder, for whoever looks into a
   * failure.
   *
   * @return the folder
   */
  public Path writeSources(Path folder) {
    try {
      Files.createDirectories(folder);
      for (JavaFileObject file :
          Stream.concat(
                  compilation.sourceFiles().stream(), compilation.generatedSourceFiles().stream())
              .toList()) {
        String fileName = Optional.of(Path.of(file.getName()).getFileName()).orElseThrow() + "";
        Files.writeString(folder.resolve(fileName), file.getCharContent(true));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }
}
