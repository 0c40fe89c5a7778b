package dev.lathe.processor.authoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of layers: those of their weights, or a word for the kind and a number. */
final class MethodNames {
  /** Methods without parameters that generated classes inherit, and what names the input. */
  private static final Set<String> TAKEN =
      Set.of(
          "input",
          "scores",
          "classify",
          "weights",
          "path",
          "layers",
          "blueprint",
          "newSession",
          "warmUp",
          "warmUpTraining",
          "inferencePass",
          "training",
          "trainingPass",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "clone",
          "finalize");

  private static final int LONGEST = 32;

  private final Set<String> used = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * The name of a layer with weights: {@code features.3.weight} becomes {@code features_3}.
   *
   * @param parameter the tensor's name in the file
   * @param kind for tensors whose names say nothing: {@code onnx::Conv_153}
   */
  String ofWeight(String parameter, String kind) {
    int dot = parameter.lastIndexOf('.');
    String path = dot < 0 ? "" : parameter.substring(0, dot);
    String name = path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
    boolean speaks = !name.isEmpty() && name.length() <= LONGEST && isFree(name);
    if (!speaks || Character.isDigit(name.charAt(0))) {
      return ofKind(kind);
    }
    used.add(name);
    return name;
  }

  /** {@code pool1}, {@code pool2}. */
  String ofKind(String kind) {
    String name;
    do {
      name = kind + counts.merge(kind, 1, Integer::sum);
    } while (!isFree(name));
    used.add(name);
    return name;
  }

  /** A name that is wanted, or one like it. */
  String wanted(String text, String kind) {
    String name = text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
    if (name.isEmpty() || Character.isDigit(name.charAt(0)) || !isFree(name)) {
      return ofKind(kind);
    }
    used.add(name);
    return name;
  }

  private boolean isFree(String name) {
    return !TAKEN.contains(name) && !used.contains(name) && SourceVersion.isName(name);
  }
}
