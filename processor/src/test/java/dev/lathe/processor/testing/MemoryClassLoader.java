package dev.lathe.processor.testing;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Defines the classes that a compilation in memory has written. */
public class MemoryClassLoader extends ClassLoader {
  private final Map<String, byte[]> classFiles = new HashMap<>();

  /** A loader of the compilation's classes; all others are those of the tests. */
  public MemoryClassLoader(Compilation compilation) {
    super(MemoryClassLoader.class.getClassLoader());
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        add(file);
      }
    }
  }

  /** The bytes of a class of the compilation, null if it has no such class. */
  public final byte @Nullable [] classFile(String name) {
    byte[] classFile = classFiles.get(name);
    return classFile == null ? null : classFile.clone();
  }

  @Override
  protected final Class<?> findClass(String name) throws ClassNotFoundException {
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
}
