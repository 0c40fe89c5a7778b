package dev.lathe.processor.translation;

import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Numbers;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The tensors that a graph takes from the file, and the inputs that its values come from. */
final class Store {
  /** As many different figures stand in the code; more are kept with the weights. */
  private static final int MOST_FIGURES = 16;

  /** Up to here 16 bits are enough for a whole number: weights are rounded to no fewer. */
  private static final double ALWAYS_EXACT = 1 << 16;

  /**
   * A tensor that is kept with the weights.
   *
   * @param learned whether gradients change it
   * @param start what a statistic begins with
   */
  record Stored(String name, Shape computed, OnnxTensor tensor, boolean learned, double start) {}

  private final GraphBuilder graph;
  private final Wishes wishes;
  private final Allowance allowance;
  private final IdentityHashMap<OnnxTensor, Node> nodes = new IdentityHashMap<>();
  private final Map<String, Stored> stored = new LinkedHashMap<>();
  private final IdentityHashMap<OnnxTensor, String> names = new IdentityHashMap<>();
  private final Map<String, List<String>> replaced = new HashMap<>();
  private final Map<Integer, String> inputs = new HashMap<>();

  Store(GraphBuilder graph, Wishes wishes, Allowance allowance) {
    this.graph = graph;
    this.wishes = wishes;
    this.allowance = allowance;
  }

  /** What may still be asked for. */
  Allowance allowance() {
    return allowance;
  }

  /** Whether a tensor of the file may be a parameter. */
  boolean isFixed(String name) {
    return wishes.fixed().contains(name);
  }

  /**
   * Whether a value is settled now, so that what is computed from it can be computed now as well.
   * What is trained is known, but will change.
   */
  boolean isSettled(Term term) {
    return term instanceof Term.Known known && !isTrained(known);
  }

  /** Whether a known value is a parameter of a network that is to be trained. */
  boolean isTrained(Term.Known known) {
    return wishes.trainable() && known.stored() && known.type().isFloat();
  }

  /** What is kept with the weights, in the order of its first use. */
  List<Stored> stored() {
    return List.copyOf(stored.values());
  }

  /** Gives a tensor that has no name of its own the one under which the file knows it. */
  void name(OnnxTensor tensor, String name) {
    names.putIfAbsent(tensor, name);
  }

  /** Remembers that a node is a part of an input. */
  void input(Node node, String name) {
    inputs.put(node.id(), name);
  }

  /** The names of the inputs that a node depends on. */
  Set<String> inputsOf(Node node) {
    Set<String> found = new TreeSet<>();
    Set<Integer> seen = new HashSet<>();
    List<Integer> open = new ArrayList<>(List.of(node.id()));
    while (!open.isEmpty()) {
      int id = open.removeLast();
      if (!seen.add(id)) {
        continue;
      }
      Set<String> parts = partsOf(graph.node(id));
      found.addAll(parts);
      if (parts.isEmpty()) {
        open.addAll(graph.node(id).operands());
      }
    }
    return found;
  }

  /** The input that a node is a part of; those from which a movement takes cells at once. */
  private Set<String> partsOf(Node node) {
    String name = inputs.get(node.id());
    if (name != null) {
      return Set.of(name);
    }
    Set<String> parts = new TreeSet<>();
    if (node.operation() instanceof Operation.Reindex(Relocation moved)) {
      inputs.forEach(
          (id, part) -> {
            Node cut = graph.node(id);
            if (cut.operands().equals(node.operands())
                && cut.operation() instanceof Operation.Reindex(Relocation taken)
                && meet(taken, moved)) {
              parts.add(part);
            }
          });
    }
    return parts;
  }

  private static boolean meet(Relocation taken, Relocation moved) {
    Set<Integer> cells = new HashSet<>(taken.axes().getFirst().indices());
    return moved.axes().stream()
        .filter(axis -> axis.source() == 0)
        .anyMatch(axis -> axis.indices().stream().anyMatch(cells::contains));
  }

  /** The node of a known value, in the given shape of the same elements. */
  Node parameter(Term.Known known, Shape shape, String layer, boolean weight) {
    Node node = nodes.computeIfAbsent(known.tensor(), tensor -> make(known, shape, layer, weight));
    return node.shape().equals(shape)
        ? node
        : graph.add(node.name() + ".reshaped", layer, new Operation.Reshape(), shape, node);
  }

  private Node make(Term.Known known, Shape shape, String layer, boolean weight) {
    OnnxTensor tensor = known.tensor();
    boolean floats = tensor.type().isFloat();
    if (!(floats && (known.stored() || weight)) && isSmall(tensor)) {
      List<Double> figures = new ArrayList<>();
      for (double figure : tensor.elements()) {
        figures.add(figure);
      }
      return graph.add(layer + ".figures", layer, new Operation.Constant(figures), shape);
    }
    String name = unique(names.getOrDefault(tensor, layer + ".weight"));
    Shape own = tensor.shape().rank() == 0 ? Shape.of(1) : tensor.shape();
    boolean learned = floats && (known.stored() || weight) && !isFixed(name);
    stored.put(name, new Stored(name, shape, tensor, learned, 0));
    Numbers numbers = hasIds(tensor) ? Numbers.IDS : floats ? Numbers.FIGURES : Numbers.INTEGERS;
    return graph.add(name, layer, new Operation.Parameter(name, own, learned, numbers), shape);
  }

  /**
   * Whether a tensor has whole numbers that fewer bits than a float's would change, such as ids in
   * a table: what is computed with them is expected to be exact.
   */
  private static boolean hasIds(OnnxTensor tensor) {
    for (int k = 0; k < tensor.size(); k++) {
      double element = tensor.element(k);
      if (Math.abs(element) > ALWAYS_EXACT
          && element == Math.rint(element)
          && Double.isFinite(element)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a stored tensor may be replaced by one whose elements lie otherwise. */
  boolean canMove(String name) {
    Stored found = stored.get(name);
    return found != null && !(wishes.trainable() && found.learned());
  }

  OnnxTensor tensor(String name) {
    return Objects.requireNonNull(stored.get(name), name).tensor();
  }

  /** Keeps a tensor of the same elements in another order, and returns its name. */
  String replace(String name, OnnxTensor moved) {
    Stored before = Objects.requireNonNull(stored.get(name), name);
    String other = unique(name + ".moved");
    stored.put(other, new Stored(other, moved.shape(), moved, before.learned(), before.start()));
    replaced.computeIfAbsent(name, _ -> new ArrayList<>()).add(other);
    return other;
  }

  /** The names of a layer's tensors, with those that replace some of them. */
  List<String> withReplaced(List<String> names) {
    List<String> all = new ArrayList<>(names);
    names.forEach(name -> all.addAll(replaced.getOrDefault(name, List.of())));
    return all;
  }

  /** A statistic that is read where a batch has none of its own. */
  Node statistic(Term.Known known, Shape shape, String layer, double start) {
    return nodes.computeIfAbsent(
        known.tensor(),
        tensor -> {
          String name = keepStatistic(known, shape, layer, start);
          Operation parameter = new Operation.Parameter(name, tensor.shape(), false);
          return graph.add(name, layer, parameter, shape);
        });
  }

  /** Keeps a statistic that a batch's own follow, and returns its name. */
  String keepStatistic(Term.Known known, Shape shape, String layer, double start) {
    OnnxTensor tensor = known.tensor();
    String name = unique(names.getOrDefault(tensor, layer + ".statistic"));
    stored.put(name, new Stored(name, shape, tensor, false, start));
    return name;
  }

  private String unique(String wanted) {
    String name = wanted;
    for (int suffix = 2; stored.containsKey(name); suffix++) {
      name = wanted + "_" + suffix;
    }
    return name;
  }

  private static boolean isSmall(OnnxTensor tensor) {
    return tensor.size() <= MOST_FIGURES
        || IntStream.range(1, tensor.size()).allMatch(k -> tensor.element(k) == tensor.element(0));
  }

  /** What a node is, in a word. */
  String ending(Operation operation) {
    String name = operation.getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
