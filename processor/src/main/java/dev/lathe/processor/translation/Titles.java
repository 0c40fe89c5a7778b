package dev.lathe.processor.translation;

import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a node does, in a few words: {@code Conv kernel_shape 3x3, strides 2x2}. */
final class Titles {
  private static final Set<String> SILENT = Set.of("dilations", "group", "pads", "strides");

  private Titles() {}

  static String of(Use use) {
    String figures =
        new TreeMap<>(use.attributes())
            .values().stream()
                .filter(attribute -> !isDefault(attribute))
                .map(Titles::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    return use.node().type() + (figures.isEmpty() ? "" : " " + figures);
  }

  private static boolean isDefault(OnnxAttribute attribute) {
    return SILENT.contains(attribute.name())
        && attribute.ints().stream()
            .allMatch(figure -> figure == (attribute.name().equals("pads") ? 0 : 1));
  }

  private static String text(OnnxAttribute attribute) {
    String name = attribute.name().toLowerCase(Locale.ROOT);
    if (!attribute.ints().isEmpty()) {
      return name
          + " "
          + attribute.ints().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
    if (!attribute.floats().isEmpty()) {
      return name
          + " "
          + attribute.floats().stream()
              .map(figure -> Float.toString(figure.floatValue()))
              .collect(Collectors.joining("x"));
    }
    return attribute.strings().isEmpty() ? "" : name + " " + attribute.strings().getFirst();
  }
}
