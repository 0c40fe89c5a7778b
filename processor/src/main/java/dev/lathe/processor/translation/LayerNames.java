package dev.lathe.processor.translation;

import dev.lathe.processor.onnx.OnnxNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Readable, unique names of layers from those of nodes, which may be paths or numbers. */
final class LayerNames {
  private static final int LONGEST = 48;

  /** Names, and the number that was last put behind each. */
  private final Map<String, Integer> taken = new HashMap<>();

  String of(OnnxNode node) {
    StringBuilder path = new StringBuilder();
    String[] parts = node.title().split("[/:]+");
    for (int k = parts.length - 1; k >= 0; k--) {
      String part = parts[k].replaceAll("[^A-Za-z0-9_.]", "_");
      if (part.isEmpty() || (part.equals("0") && path.isEmpty())) {
        continue;
      }
      if (path.length() + part.length() > LONGEST && !path.isEmpty()) {
        break;
      }
      path.insert(0, path.isEmpty() ? part : part + ".");
    }
    String name = path.substring(0, Math.min(path.length(), LONGEST));
    if (name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0))) {
      name = node.type().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + name;
    }
    String unique = name;
    while (taken.putIfAbsent(unique, 1) != null) {
      unique = name + "_" + taken.merge(name, 1, Integer::sum);
    }
    return unique;
  }
}
