package dev.lathe.processor.export;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idioms;
import dev.lathe.processor.idiom.KnownValues;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The values of nodes in the file. Those that are computed have a batch axis in front; they may lie
 * under another shape of the same elements than the node's, as a dense layer's do, whose outputs
 * are a vector there and maps of one cell here. Known ones have no batch axis: they are broadcast.
 */
final class Values {

  /**
   * A value of the file.
   *
   * @param shape without the batch axis
   */
  record Held(String name, Shape shape) {}

  private final Sheet sheet;
  private final Idioms idioms;
  private final KnownValues known;
  private final Map<Integer, Held> held = new HashMap<>();
  private final Map<Held, Map<Shape, String>> shaped = new HashMap<>();
  private final Map<String, String> stored = new HashMap<>();
  private final Set<Integer> whole = new HashSet<>();
  private boolean single;

  Values(Sheet sheet, Idioms idioms, KnownValues known) {
    this.sheet = sheet;
    this.idioms = idioms;
    this.known = known;
  }

  /** Whether the file computes one image at a time. */
  boolean isSingle() {
    return single;
  }

  /** Says that a batch can only have one image: a layer's weights depend on it, for instance. */
  void makeSingle() {
    single = true;
  }

  boolean isKnown(Node node) {
    return idioms.isKnown(node);
  }

  /** The elements of a known value. */
  float[] elements(Node node) {
    return known.of(node);
  }

  /** Says where a node's value is. */
  void hold(Node node, String name, Shape shape) {
    held.put(node.id(), new Held(name, shape));
  }

  /** Says where a value of whole numbers is. */
  void holdWhole(Node node, String name) {
    hold(node, name, node.shape());
    whole.add(node.id());
  }

  /** Whether the value is of whole numbers. */
  boolean isWhole(Node node) {
    return whole.contains(node.id());
  }

  /** A computed value, under whatever shape. */
  Held any(Node node) {
    if (isKnown(node)) {
      return new Held(batched(node), node.shape());
    }
    return Objects.requireNonNull(held.get(node.id()), () -> node + " is not written yet");
  }

  /** The name of a value with a batch axis and the node's shape. */
  String batched(Node node) {
    if (isKnown(node)) {
      makeSingle();
      List<Integer> extents = new ArrayList<>(List.of(1));
      extents.addAll(node.shape().extents());
      return stored(node.name(), new Shape(extents), elements(node));
    }
    return as(node, node.shape());
  }

  /** The name of a computed value with a batch axis and the given shape behind it. */
  String as(Node node, Shape shape) {
    Held value = any(node);
    if (value.shape().equals(shape)) {
      return value.name();
    }
    return shaped
        .computeIfAbsent(value, _ -> new HashMap<>())
        .computeIfAbsent(shape, _ -> reshape(sheet.name(node.name() + ".shaped"), value, shape));
  }

  /** The elements of a value as a vector. */
  String flat(Node node) {
    return as(node, Shape.of(node.shape().size()));
  }

  /** Writes another shape of a value. */
  String reshape(String name, Held value, Shape shape) {
    if (shape.rank() == 1) {
      return sheet.add(name, "Flatten", List.of(value.name()), OnnxAttribute.of("axis", 1));
    }
    return sheet.add(name, "Reshape", List.of(value.name(), sheet.numbers(shape(shape))));
  }

  /** What a reshape is told: 0 for the batch, which stays. */
  static List<Long> shape(Shape shape) {
    List<Long> numbers = new ArrayList<>(List.of(0L));
    shape.extents().forEach(extent -> numbers.add(extent.longValue()));
    return numbers;
  }

  /**
   * The name of an operand that is broadcast in an operation on values of {@code rank} axes: axes
   * are aligned at the last one, so that the batch axis of a computed one must not be among them.
   */
  String broadcast(Node node, int rank) {
    if (isKnown(node)) {
      return stored(node.name(), node.shape(), elements(node));
    }
    List<Integer> extents = new ArrayList<>(Collections.nCopies(rank - node.shape().rank(), 1));
    extents.addAll(node.shape().extents());
    return as(node, new Shape(extents));
  }

  /** The name of a stored tensor, which is written once for each shape. */
  String stored(String name, Shape shape, float... elements) {
    return stored.computeIfAbsent(name + shape, _ -> sheet.floats(name, shape, elements));
  }
}
