package dev.lathe.processor.testing;

import com.google.testing.compile.Compilation;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Defines the classes that a compilation in memory has written. */
public class MemoryClassLoader extends ClassLoader {
  private final Map<String, byte[]> classFiles = new HashMap<>();
  private final Map<String, byte[]> resources = new HashMap<>();

  /** A loader of the compilation's classes; all others are those of the tests. */
  public MemoryClassLoader(Compilation compilation) {
    super(MemoryClassLoader.class.getClassLoader());
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        String path = path(file);
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        classFiles.put(name, bytes(file));
      } else if (file.getKind() == JavaFileObject.Kind.OTHER) {
        addResource(file);
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

  /** What the compilation wrote beside the classes. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] resource = resources.get(name);
    return resource == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(resource);
  }

  /** A file that was asked for and never written is listed as well. */
  private void addResource(JavaFileObject file) {
    try (var in = file.openInputStream()) {
      resources.put(path(file), in.readAllBytes());
    } catch (FileNotFoundException e) {
      resources.remove(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(JavaFileObject file) {
    return file.getName().replaceFirst("^/CLASS_OUTPUT/", "").replaceFirst("^/", "");
  }

  private static byte[] bytes(JavaFileObject file) {
    try (var in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
