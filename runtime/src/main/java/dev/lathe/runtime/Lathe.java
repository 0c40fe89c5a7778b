package dev.lathe.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Objects;

/** The door to compiled networks. */
public final class Lathe {

  private static final String SUFFIX = "Network";

  private Lathe() {}

  /**
   * Loads a network with the weights that were compiled with it: those of the file that
   * {@code @Onnx} names.
   *
   * @param type an interface annotated with {@code @Onnx}
   * @return as {@link #load(Class, Weights)} does
   * @throws WeightsException if no weights stand beside the interface, or they do not fit
   * @throws NetworkLoadException as {@link #load(Class, Weights)}
   */
  public static <T> T load(Class<T> type) {
    Objects.requireNonNull(type, "type");
    String resource = simpleName(type) + ".safetensors";
    try (InputStream in = type.getResourceAsStream(resource)) {
      return load(type, in == null ? none(type, resource) : WeightFiles.read(resource, in));
    } catch (IOException e) {
      throw new WeightsException("Weights resource " + resource + " cannot be read: " + e, e);
    }
  }

  /** A network may do without weights; if it does not, these say where they should have been. */
  private static Weights none(Class<?> type, String resource) {
    return new TensorWeights(
        "resource "
            + resource
            + ", which does not stand beside "
            + type.getName()
            + " (put the file there, where a module's package has to be open, or load with"
            + " Weights.of(path) or Weights.random(seed))",
        Map.of(),
        Map.of());
  }

  /**
   * Loads the network that was compiled for an interface. It is safe to share between threads, and
   * lives as long as it is reachable: there is nothing to close. {@link CompiledNetwork#of} gives
   * access to its weights and layers.
   *
   * @param type an interface annotated with {@code @Network}
   * @param weights all its parameters, or {@link Weights#random}
   * @return a network that implements the interface, and is a {@link CompiledNetwork}
   * @throws WeightsException if the weights do not fit the network
   * @throws NetworkLoadException if {@code type} is not an interface, is declared inside of a
   *     method, or its generated class is missing or broken
   */
  public static <T> T load(Class<T> type, Weights weights) {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(weights, "weights");
    if (!type.isInterface() || type.isAnnotation()) {
      throw new NetworkLoadException(
          "A network is loaded by its interface, but "
              + type.getName()
              + " is "
              + (type.isAnnotation() ? "an annotation" : "a class")
              + "; pass the interface that carries @Network");
    }
    if (type.isLocalClass()) {
      throw new NetworkLoadException(
          type.getName()
              + " is declared inside of a method, where no annotation processor sees it; declare it"
              + " in a class, or in a file of its own");
    }
    return type.cast(construct(type, generatedName(type), weights));
  }

  /** Beside the interface; the names of enclosing types are joined by underscores. */
  private static String generatedName(Class<?> type) {
    String prefix = type.getPackageName().isEmpty() ? "" : type.getPackageName() + ".";
    return prefix + simpleName(type) + SUFFIX;
  }

  private static String simpleName(Class<?> type) {
    StringBuilder name = new StringBuilder(type.getSimpleName());
    for (Class<?> outer = type.getEnclosingClass();
        outer != null;
        outer = outer.getEnclosingClass()) {
      name.insert(0, outer.getSimpleName() + "_");
    }
    return name.toString();
  }

  private static Object construct(Class<?> type, String generated, Weights weights) {
    try {
      Class<?> network = Class.forName(generated, true, type.getClassLoader());
      if (!type.isAssignableFrom(network)) {
        throw new NetworkLoadException(
            generated
                + " does not implement "
                + type.getName()
                + ": it is not the generated class, or it belongs to another class loader");
      }
      Constructor<?> constructor = network.getConstructor(Weights.class);
      return constructor.newInstance(weights);
    } catch (ClassNotFoundException e) {
      throw missing(type, generated, e);
    } catch (InvocationTargetException e) {
      throw failed(generated, e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      throw new NetworkLoadException(
          generated
              + " cannot be reached: let module "
              + type.getModule().getName()
              + " export or open package "
              + type.getPackageName()
              + " to "
              + Lathe.class.getModule(),
          e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw failed(generated, e);
    }
  }

  private static NetworkLoadException missing(
      Class<?> type, String generated, ClassNotFoundException cause) {
    return new NetworkLoadException(
        "There is no generated class "
            + generated
            + ": either "
            + type.getName()
            + " does not carry @Network, or Lathe's annotation processor did not run when it was"
            + " compiled. Since JDK 23 javac runs only the processors it is told of: name"
            + " dev.lathe:lathe-processor in <annotationProcessorPaths> of maven-compiler-plugin"
            + " (with Gradle, in the configuration annotationProcessor), or put it on the class"
            + " path and pass -proc:full to javac",
        cause);
  }

  /** Passes on what the runtime itself has to say, and explains the rest. */
  private static LatheException failed(String generated, Throwable cause) {
    Throwable root = cause;
    // A class that failed to initialise fails again at every later use, with the first failure as
    // its cause.
    while (root instanceof LinkageError && root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof LatheException exception) {
      return exception;
    }
    if (root instanceof VirtualMachineError error) {
      throw error;
    }
    return new NetworkLoadException(
        generated
            + " cannot be used: "
            + root
            + (root instanceof LinkageError
                ? "; was it generated by another version of Lathe, or before the interface changed?"
                    + " Compile it again"
                : ""),
        root);
  }
}
