package dev.lathe.benchmarks;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.io.InputStream;

/**
 * Loads networks on a chosen path. A generated class chooses its path once, when it is initialised;
 * so that both paths can be had in one JVM, each network comes from a class loader of its own.
 */
public final class Networks {

  /** The value of a parameter {@code path} that leaves the choice to the runtime. */
  public static final String BEST = "best";

  private static final String PROPERTY = "lathe.vector";

  private Networks() {}

  /**
   * Loads a network. Its package is loaded anew each time.
   *
   * @param path {@code best}, or a value of the system property {@code lathe.vector}: {@code
   *     scalar}, {@code 128}, {@code 256}, {@code 512}
   * @throws IllegalStateException if {@code best} turned out to be scalar: such a pair would
   *     compare a thing with itself
   */
  public static synchronized CompiledNetwork load(Measured network, String path, Weights weights) {
    String before = System.getProperty(PROPERTY);
    try {
      if (path.equals(BEST)) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, path);
      }
      // Initialises the generated class and its training code, which choose their path now.
      CompiledNetwork loaded = CompiledNetwork.of(Lathe.load(isolated(network.type()), weights));
      if (!loaded.blueprint().loss().isEmpty()) {
        loaded.training();
      }
      if (path.equals(BEST) && loaded.path() == VectorPath.SCALAR) {
        throw new IllegalStateException(
            network
                + " has no better path than the scalar one here: run java with --add-modules"
                + " jdk.incubator.vector, on a machine with vectors of 128 bits at least");
      }
      return loaded;
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }

  private static Class<?> isolated(Class<?> type) {
    try {
      return new SampleLoader(type).loadClass(type.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Defines the classes of one package anew, and leaves all others to its parent. */
  private static final class SampleLoader extends ClassLoader {

    private final String prefix;

    SampleLoader(Class<?> type) {
      super(type.getClassLoader());
      this.prefix = type.getPackageName() + ".";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        return name.startsWith(prefix) ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
