package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of the interface around its layers. */
final class InterfaceText {
  private final Heading heading;
  private final Draft draft;
  private final List<String> given = new ArrayList<>();
  private String image = "";
  private final Map<String, String> heads = new LinkedHashMap<>();

  InterfaceText(Heading heading, Draft draft) {
    this.heading = heading;
    this.draft = draft;
  }

  /** Says what the network is given: an image, or one of several values. */
  void input(String name, Node node, boolean only) {
    Shape shape = ofFewAxes(node.shape());
    String extents =
        shape.extents().stream().map(String::valueOf).collect(Collectors.joining(", "));
    if (only) {
      image = "input = {" + extents + "}";
      draft.hold(node, Draft.INPUT, shape);
      return;
    }
    String layer = draft.names().wanted(name, "given");
    draft.join(layer, shape, new AnnotationText("Input").with("value", "{" + extents + "}"));
    draft.hold(node, layer, shape);
    given.add(layer);
  }

  /** The last axes are one where there are too many. */
  private static Shape ofFewAxes(Shape shape) {
    if (shape.rank() == 0) {
      return Shape.of(1);
    }
    if (shape.rank() <= LayerOperation.MOST_AXES) {
      return shape;
    }
    List<Integer> extents =
        new ArrayList<>(shape.extents().subList(0, LayerOperation.MOST_AXES - 1));
    extents.add(
        shape.extents().subList(LayerOperation.MOST_AXES - 1, shape.rank()).stream()
            .reduce(1, Math::multiplyExact));
    return new Shape(extents);
  }

  /** Says what it hands back: the last layer's value, or a record of several layers' values. */
  void outputs(Map<String, Node> outputs) {
    if (outputs.size() == 1) {
      Draft.Held value = draft.any(outputs.values().iterator().next());
      if (draft.layers().isEmpty() || !value.layer().equals(draft.layers().getLast().name())) {
        draft.alias(value);
      }
      return;
    }
    outputs.forEach(
        (name, node) -> {
          String layer = draft.any(node).layer();
          boolean taken = heads.containsValue(layer) || given.contains(layer);
          if (layer.equals(Draft.INPUT) || taken) {
            layer = draft.alias(draft.any(node));
          }
          heads.put(name, layer);
        });
  }

  String source() {
    StringBuilder text = new StringBuilder();
    if (!heading.packageName().isEmpty()) {
      text.append("package ").append(heading.packageName()).append(";\n\n");
    }
    imports().forEach(each -> text.append("import ").append(each).append(";\n"));
    text.append("\n/** The network of {@code ").append(shown(heading.origin())).append("}. */\n");
    text.append(image.isEmpty() ? "@Network\n" : "@Network(" + image + ")\n");
    text.append("public interface ").append(heading.name());
    text.append(isClassifier() ? " extends Classifier {\n" : " {\n");
    entryPoint(text);
    for (LayerText layer : draft.layers()) {
      text.append("\n  /** ").append(shape(layer.shape())).append(". */\n");
      layer
          .annotations()
          .forEach(annotation -> text.append("  ").append(annotation.text()).append('\n'));
      text.append("  Layer ").append(layer.name()).append("();\n");
    }
    return text.append("}\n").toString();
  }

  /** A file's name, without what Javadoc or javac would read something else from. */
  private static String shown(String file) {
    return file.replaceAll("[^\\p{L}\\p{N} ._+,=~()-]", "?");
  }

  private boolean isClassifier() {
    return given.isEmpty() && heads.isEmpty();
  }

  private void entryPoint(StringBuilder text) {
    if (isClassifier()) {
      return;
    }
    String parameters =
        given.isEmpty()
            ? "float[] image"
            : given.stream().map(name -> "float[] " + name).collect(Collectors.joining(", "));
    String result = "float[]";
    if (!heads.isEmpty()) {
      result = "Outputs";
      text.append("\n  /** What the network hands back. */\n  record Outputs(")
          .append(
              heads.values().stream()
                  .map(layer -> "float[] " + layer)
                  .collect(Collectors.joining(", ")))
          .append(") {}\n");
    }
    text.append("\n  /** Runs the network. */\n  ")
        .append(result)
        .append(" run(")
        .append(parameters)
        .append(");\n");
  }

  /** {@code 6x28x28}, or a number of units. */
  private static String shape(Shape shape) {
    return shape.size() == shape.channels()
        ? shape.channels() == 1 ? "1 unit" : "%,d units".formatted(shape.channels())
        : shape.toString();
  }

  private SortedSet<String> imports() {
    SortedSet<String> imports = new TreeSet<>();
    imports.add("dev.lathe.annotations.Network");
    imports.add("dev.lathe.runtime.Layer");
    if (isClassifier()) {
      imports.add("dev.lathe.runtime.Classifier");
    }
    for (LayerText layer : draft.layers()) {
      for (AnnotationText annotation : layer.annotations()) {
        imports.add("dev.lathe.annotations." + annotation.type());
        for (String type : List.of("Axis", "PadMode", "UpsampleMode")) {
          if (annotation.text().contains(type + ".")) {
            imports.add("dev.lathe.annotations." + type);
          }
        }
      }
    }
    return imports;
  }
}
