package dev.lathe.processor.testing;

import com.google.common.collect.MoreCollectors;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lathe.processor.LatheProcessor;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.vector.MachineVectors;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  private static final String HEAD =
      """
      package %s;

      import dev.lathe.annotations.*;
      import dev.lathe.runtime.*;

      """;

  private static final String PROPERTY = "lathe.vector";

  /** One line a network and path tells a test's reader nothing. Loggers are held weakly. */
  private static final Logger LOGGER = Logger.getLogger("dev.lathe");

  static {
    LOGGER.setLevel(Level.WARNING);
  }

  private final String name;
  private final Batch batch;

  private CompiledInterface(String name, Batch batch) {
    this.name = name;
    this.batch = batch;
  }

  /** What one run of javac wrote, with a class loader for each path that was asked for. */
  private record Batch(Compilation compilation, Map<VectorPath, MemoryClassLoader> loaders) {
    synchronized MemoryClassLoader loader(VectorPath path) {
      return loaders.computeIfAbsent(path, _ -> new MemoryClassLoader(compilation));
    }
  }

  /** The file of an interface: its annotations and all that follows, behind what it imports. */
  public static String file(String body) {
    return HEAD.formatted(PACKAGE) + body;
  }

  /**
   * Compiles an interface, and refuses every warning.
   *
   * @param name of the interface, a {@link Classifier}
   * @param body the annotations of the interface and all that follows
   * @throws AssertionError if javac or the processor refuses it
   */
  public static CompiledInterface compile(String name, String body) {
    return compileAll(Map.of(name, body)).getFirst();
  }

  /**
   * Compiles interfaces in one run of javac, many times faster than one by one, and refuses every
   * warning.
   *
   * @param bodies of the interfaces by their names, as for {@link #compile}
   * @return in the map's order
   * @throws AssertionError if javac or the processor refuses one of them
   */
  public static List<CompiledInterface> compileAll(Map<String, String> bodies) {
    Map<String, String> sources = new LinkedHashMap<>();
    bodies.forEach((name, body) -> sources.put(name, file(body)));
    return compileSources(sources, List.of());
  }

  /**
   * Compiles interfaces that read files, as {@link #compileAll(Map)} does.
   *
   * @param resources a folder that has the files of the package {@link #PACKAGE} in {@code nets}
   */
  public static List<CompiledInterface> compileAll(Map<String, String> bodies, Path resources) {
    Map<String, String> sources = new LinkedHashMap<>();
    bodies.forEach((name, body) -> sources.put(name, file(body)));
    return compileSources(sources, List.of(resources));
  }

  /**
   * Compiles an interface of the package {@link #PACKAGE}, and refuses every warning.
   *
   * @param source a whole file
   * @throws AssertionError if javac or the processor refuses it
   */
  public static CompiledInterface compileSource(String name, String source) {
    return compileSources(Map.of(name, source), List.of()).getFirst();
  }

  private static List<CompiledInterface> compileSources(
      Map<String, String> sources, List<Path> resources) {
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach(
        (name, source) -> files.add(JavaFileObjects.forSourceString(PACKAGE + "." + name, source)));
    // -incubating: javac warns of the incubating module itself, whatever the code. -processing: no
    // processor claims the annotations that are not Lathe's.
    Compilation compilation =
        Compiler.javac()
            .withClasspath(classPath(resources))
            .withProcessors(new LatheProcessor())
            .withOptions(
                "-Xlint:all,-incubating,-processing",
                "-Werror",
                "--add-modules",
                "jdk.incubator.vector")
            .compile(files);
    if (compilation.status() != Compilation.Status.SUCCESS) {
      throw new AssertionError(
          compilation.diagnostics() + "\n" + String.join("\n", sources.values()));
    }
    Batch batch = new Batch(compilation, new EnumMap<>(VectorPath.class));
    return sources.keySet().stream().map(name -> new CompiledInterface(name, batch)).toList();
  }

  private static List<File> classPath(List<Path> resources) {
    return Stream.concat(
            resources.stream().map(Path::toFile),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new))
        .toList();
  }

  /** Scalar code, and vectors of every width that this machine has. */
  public static List<VectorPath> paths() {
    int bits = MachineVectors.preferredBits();
    return Stream.of(VectorPath.values()).filter(path -> path.bits() <= bits).toList();
  }

  /**
   * The network on the given path; each path has a class loader of its own.
   *
   * @return a {@link Classifier} that is a {@link CompiledNetwork} as well
   */
  public Classifier load(VectorPath path, Weights weights) {
    return (Classifier) loadAny(path, weights);
  }

  /** The network with the weights that were compiled with it. */
  public Classifier load(VectorPath path) {
    return (Classifier) loadOn(path, type(path), Lathe::load);
  }

  /** The weights that were compiled with the network. */
  public Map<String, Tensor> stored(VectorPath path) {
    Map<String, Tensor> stored = new LinkedHashMap<>();
    Weights weights = CompiledNetwork.of(load(path)).weights();
    weights.names().forEach(key -> stored.put(key, weights.tensor(key)));
    return stored;
  }

  /** The network on the given path, whatever its entry points. */
  public Object loadAny(VectorPath path, Weights weights) {
    return loadOn(path, anyType(path), type -> Lathe.load(type, weights));
  }

  /** The network with the weights that were compiled with it, whatever its entry points. */
  public Object loadAny(VectorPath path) {
    return loadOn(path, anyType(path), Lathe::load);
  }

  /** The interface, as the class loader of a path has it. */
  public Class<? extends Classifier> type(VectorPath path) {
    return anyType(path).asSubclass(Classifier.class);
  }

  private Class<?> anyType(VectorPath path) {
    try {
      return batch.loader(path).loadClass(PACKAGE + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Generated classes read the property once, when they are initialised. */
  private static synchronized Object loadOn(
      VectorPath path, Class<?> type, Function<Class<?>, Object> loading) {
    String before = System.getProperty(PROPERTY);
    System.setProperty(
        PROPERTY, path == VectorPath.SCALAR ? "scalar" : Integer.toString(path.bits()));
    try {
      Object network = loading.apply(type);
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
   * The generated source of one of the classes.
   *
   * @param className its simple name
   */
  public String source(String className) {
    return batch.compilation.generatedSourceFiles().stream()
        .filter(file -> file.getName().endsWith("/" + className + ".java"))
        .map(CompiledInterface::text)
        .collect(MoreCollectors.onlyElement());
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
                  batch.compilation.sourceFiles().stream(),
                  batch.compilation.generatedSourceFiles().stream())
              .toList()) {
        String fileName = Optional.of(Path.of(file.getName()).getFileName()).orElseThrow() + "";
        Files.writeString(folder.resolve(fileName), text(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
