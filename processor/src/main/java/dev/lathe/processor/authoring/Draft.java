package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idioms;
import dev.lathe.processor.idiom.KnownValues;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Layers in the making, and which of them gives which node's value. A layer may make its value
 * under another shape than the node: then a reshape is put between where it matters.
 */
final class Draft {
  /** How layers refer to the network's only input. */
  static final String INPUT = "input";

  /** Where a value is. */
  record Held(String layer, Shape shape) {}

  private final Idioms idioms;
  private final KnownValues known;
  private final MethodNames names = new MethodNames();
  private final Tensors tensors = new Tensors();
  private final List<LayerText> layers = new ArrayList<>();
  private final Map<Integer, Held> held = new HashMap<>();
  private final Map<String, String> shaped = new HashMap<>();

  Draft(Idioms idioms, KnownValues known) {
    this.idioms = idioms;
    this.known = known;
  }

  MethodNames names() {
    return names;
  }

  List<LayerText> layers() {
    return layers;
  }

  Tensors tensors() {
    return tensors;
  }

  boolean isKnown(Node node) {
    return idioms.isKnown(node);
  }

  float[] elements(Node node) {
    return known.of(node);
  }

  void hold(Node node, String layer, Shape shape) {
    held.put(node.id(), new Held(layer, shape));
  }

  /** Where the value of a node is, under whatever shape. */
  Held any(Node node) {
    if (isKnown(node)) {
      throw new UnsayableException("a stored tensor where a layer's value is read");
    }
    return Objects.requireNonNull(held.get(node.id()), () -> node + " is not written yet");
  }

  /** The layer that gives the value of a node under the given shape. */
  String as(Node node, Shape shape) {
    return as(any(node), shape);
  }

  /** The layer that gives a value under the given shape. */
  String as(Held value, Shape shape) {
    if (value.shape().equals(shape)) {
      return value.layer();
    }
    return shaped.computeIfAbsent(
        value.layer() + " as " + shape,
        _ -> {
          if (shape.rank() > LayerOperation.MOST_AXES) {
            throw new UnsayableException("a value of %d axes".formatted(shape.rank()));
          }
          AnnotationText reshape = new AnnotationText("Reshape");
          reshape.with("value", list(shape.extents()));
          return add(names.ofKind("shaped"), shape, reshape, value.layer());
        });
  }

  private static String list(List<Integer> figures) {
    return figures.size() == 1
        ? figures.getFirst().toString()
        : figures.toString().replace('[', '{').replace(']', '}');
  }

  /** The layer that gives the value of a node in the node's shape. */
  String as(Node node) {
    return as(node, node.shape());
  }

  /** Another name for a value: a layer that does nothing. */
  String alias(Held value) {
    Shape shape = value.shape().rank() > 0 ? value.shape() : Shape.of(1);
    AnnotationText reshape = new AnnotationText("Reshape").with("value", list(shape.extents()));
    return add(names.ofKind("same"), shape, reshape, value.layer());
  }

  /** Adds a layer that is called after its kind. */
  Held put(String kind, Shape shape, AnnotationText annotation, String source) {
    return new Held(add(names.ofKind(kind), shape, annotation, source), shape);
  }

  /** Adds an activation as a layer of its own. */
  Held activation(String kind, Shape shape, AnnotationText annotation, String source) {
    return new Held(add(names.ofKind(kind), shape, annotation, source, true), shape);
  }

  void hold(Node node, Held value) {
    hold(node, value.layer(), value.shape());
  }

  /**
   * Adds a layer that reads one value.
   *
   * @param source the layer that gives it
   */
  String add(String name, Shape shape, AnnotationText annotation, String source) {
    return add(name, shape, annotation, source, false);
  }

  private String add(
      String name, Shape shape, AnnotationText annotation, String source, boolean activation) {
    if (!source.equals(before())) {
      annotation.with("from", "\"" + source + "\"");
    }
    layers.add(new LayerText(name, shape, annotation, activation));
    return name;
  }

  /** Adds a layer that names all that it reads. */
  String join(String name, Shape shape, AnnotationText annotation) {
    layers.add(new LayerText(name, shape, annotation, false));
    return name;
  }

  /** Adds an activation: to the layer before, if nothing else reads that, or as one of its own. */
  void activate(Node node, Node x, AnnotationText activation, boolean shared) {
    Held value = any(x);
    boolean behind = !layers.isEmpty() && layers.getLast().name().equals(value.layer()) && !shared;
    if (behind && layers.getLast().isOpen()) {
      layers.getLast().activate(activation);
      hold(node, value.layer(), value.shape());
      return;
    }
    String kind = activation.type().toLowerCase(java.util.Locale.ROOT);
    String name = add(names.ofKind(kind), value.shape(), activation, value.layer(), true);
    hold(node, name, value.shape());
  }

  /** What a layer reads that does not say what it reads. */
  private String before() {
    return layers.isEmpty() ? INPUT : layers.getLast().name();
  }
}
