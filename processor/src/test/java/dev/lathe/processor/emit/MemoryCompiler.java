package dev.lathe.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** Compiles generated sources in memory, refusing every warning, and loads them. */
final class MemoryCompiler extends ClassLoader {

  /** The packages' sources, with line numbers, for failures' messages. */
  private final String sources;

  private final Map<String, byte[]> classFiles = new HashMap<>();

  private MemoryCompiler(String sources) {
    super(MemoryCompiler.class.getClassLoader());
    this.sources = sources;
  }

  static MemoryCompiler compile(List<JavaFile> files) {
    return compileObjects(files.stream().map(JavaFile::toJavaFileObject).toList());
  }

  static MemoryCompiler compileObjects(List<JavaFileObject> files) {
    MemoryCompiler loader =
        new MemoryCompiler(
            files.stream().map(MemoryCompiler::text).collect(Collectors.joining("\n")));
    // -incubating: javac warns of the incubating module itself, whatever the code.
    Compilation compilation =
        Compiler.javac()
            .withOptions(
                "-Xlint:all,-incubating",
                "-Xdoclint:all,-missing",
                "-Werror",
                "-proc:none",
                "--add-modules",
                "jdk.incubator.vector")
            .compile(files);
    assertThat(compilation.status())
        .as(() -> compilation.diagnostics() + "\n" + loader.sources)
        .isEqualTo(Compilation.Status.SUCCESS);
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        loader.add(file);
      }
    }
    return loader;
  }

  static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString(name, text);
  }

  /** The names of the classes that have been loaded so far, sorted. */
  Stream<String> loaded() {
    return classFiles.keySet().stream().filter(name -> findLoadedClass(name) != null).sorted();
  }

  String sources() {
    return sources;
  }

  byte[] classFile(String name) {
    byte[] classFile = classFiles.get(name);
    assertThat(classFile).as("class file of " + name).isNotNull();
    return classFile;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFiles.get(name);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, classFile, 0, classFile.length);
  }

  private void add(JavaFileObject file) {
    String path = file.getName().replaceFirst("^/CLASS_OUTPUT/", "").replaceFirst("^/", "");
    String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
    try (var in = file.openInputStream()) {
      classFiles.put(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
