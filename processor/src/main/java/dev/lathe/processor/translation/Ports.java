package dev.lathe.processor.translation;

import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxGraph;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a file is given and gives: its graph's inputs as one image, its outputs as scores. */
final class Ports {
  private final GraphBuilder graph;
  private final Store store;
  private final Wishes wishes;
  private final List<Problem> problems;
  private final List<Imported.Port> inputs = new ArrayList<>();

  Ports(GraphBuilder graph, Store store, Wishes wishes, List<Problem> problems) {
    this.graph = graph;
    this.store = store;
    this.wishes = wishes;
    this.problems = problems;
  }

  List<Imported.Port> inputs() {
    return List.copyOf(inputs);
  }

  /** Those that the file has no tensor for; of several, each is a part of the graph's input. */
  Map<String, Optional<Term>> inputs(OnnxGraph file) {
    Set<String> given =
        file.initializers().stream().map(OnnxTensor::name).collect(Collectors.toSet());
    checkNames(file);
    for (OnnxValue value : file.inputs()) {
      if (!given.contains(value.name())) {
        port(value, inputs.isEmpty()).ifPresent(inputs::add);
      }
    }
    Map<String, Optional<Term>> terms = new HashMap<>();
    if (!problems.isEmpty()) {
      return terms;
    }
    List<Imported.Port> full = inputs.stream().filter(port -> port.shape().size() > 0).toList();
    long elements = full.stream().mapToLong(port -> port.shape().size()).sum();
    int total = full.size() == 1 ? (int) elements : together(elements);
    Shape whole =
        full.size() == 1 ? Nodes.kept(full.getFirst().shape()) : Shape.of(Math.max(1, total));
    Node image = graph.add(ForwardGraph.IMAGE, "", new Operation.Input(), whole);
    int from = 0;
    for (Imported.Port port : inputs) {
      int size = port.shape().size();
      if (size == 0) {
        terms.put(port.name(), Optional.of(Term.Known.of(port.type(), port.shape())));
        continue;
      }
      Node part = full.size() == 1 ? image : part(image, port, from);
      store.input(part, port.name());
      terms.put(port.name(), Optional.of(new Term.Computed(part, port.shape(), port.type())));
      from += size;
    }
    return terms;
  }

  /** Reports extents of dimensions that no input leaves open. */
  private void checkNames(OnnxGraph file) {
    Set<String> open =
        file.inputs().stream()
            .flatMap(value -> value.dimensions().orElse(List.of()).stream())
            .filter(OnnxValue.Dimension::isFree)
            .map(OnnxValue.Dimension::name)
            .collect(Collectors.toCollection(TreeSet::new));
    wishes.dimensions().keySet().stream()
        .filter(name -> !open.contains(name))
        .sorted()
        .forEach(
            name ->
                problems.add(
                    Problem.of(
                        Problem.Kind.NO_DIMENSION,
                        name,
                        "",
                        open.isEmpty() ? "" : ", only " + String.join(", ", open))));
  }

  /** Inputs are parts of one, which tables cut out. */
  private static int together(long elements) {
    try {
      return Tables.extent(elements);
    } catch (TranslationException e) {
      throw new LimitException("inputs of %,d elements together".formatted(elements));
    }
  }

  private Node part(Node image, Imported.Port port, int from) {
    String name = "network." + port.name().replaceAll("[^A-Za-z0-9_]", "_");
    List<Integer> indices = Relocation.range(from, from + port.shape().size());
    Relocation cut = Tables.identity(image.shape()).withIndices(0, indices);
    Node flat = graph.add(name, "", new Operation.Reindex(cut), image);
    Shape kept = Nodes.kept(port.shape());
    return flat.shape().equals(kept)
        ? flat
        : graph.add(name + ".shaped", "", new Operation.Reshape(), kept, flat);
  }

  private Optional<Imported.Port> port(OnnxValue value, boolean first) {
    boolean numbers = value.type().filter(type -> type != ElementType.STRING).isPresent();
    if (!numbers || value.dimensions().isEmpty()) {
      problems.add(
          Problem.of(
              Problem.Kind.INPUT_SHAPE,
              value.name(),
              "",
              numbers ? "a shape" : "a tensor of numbers"));
      return Optional.empty();
    }
    List<OnnxValue.Dimension> dimensions = value.dimensions().get();
    List<Integer> image = first ? wishes.image() : List.of();
    if (!image.isEmpty() && image.size() != dimensions.size() - 1) {
      problems.add(
          Problem.of(
              Problem.Kind.INPUT_SHAPE,
              value.name(),
              "",
              "an input of %s, without the batch axis".formatted(entries(dimensions.size() - 1))));
      return Optional.empty();
    }
    List<Integer> extents = new ArrayList<>();
    long size = 1;
    for (int axis = 0; axis < dimensions.size(); axis++) {
      long extent = extent(value, dimensions.get(axis), axis, image);
      size = extent < 0 ? size : size * extent;
      if (extent > Integer.MAX_VALUE - 8 || size > Integer.MAX_VALUE - 8) {
        problems.add(
            Problem.of(Problem.Kind.INPUT_SHAPE, value.name(), "", "an extent of " + extent));
        return Optional.empty();
      }
      extents.add((int) extent);
    }
    return extents.contains(-1)
        ? Optional.empty()
        : Optional.of(
            new Imported.Port(
                value.name(), value.type().orElse(ElementType.FLOAT), new Shape(extents)));
  }

  private static String entries(int count) {
    return count == 1 ? "1 extent" : Math.max(count, 0) + " extents";
  }

  /** The extent of an axis, or -1 if it stays open, which is reported. */
  private long extent(
      OnnxValue value, OnnxValue.Dimension dimension, int axis, List<Integer> image) {
    Integer named = wishes.dimensions().get(dimension.name());
    if (!image.isEmpty()) {
      if (axis == 0) {
        return 1;
      }
      int wanted = image.get(axis - 1);
      if (!dimension.isFree() && dimension.extent() != wanted) {
        problems.add(
            Problem.of(
                Problem.Kind.INPUT_SHAPE,
                value.name(),
                "",
                "the extent %d along axis %d".formatted(dimension.extent(), axis)));
      }
      return wanted;
    }
    if (dimension.extent() != -1) {
      return Math.max(-1, dimension.extent());
    }
    if (named != null) {
      return named;
    }
    if (axis == 0 && value.dimensions().orElseThrow().size() > 1) {
      return 1;
    }
    problems.add(
        Problem.of(
            Problem.Kind.FREE_DIMENSION,
            value.name(),
            "",
            "axis %d%s"
                .formatted(axis, dimension.name().isEmpty() ? "" : ", named " + dimension.name())));
    return -1;
  }

  /** Reports outputs that no node computes, whether or not anything else is wrong. */
  void checkOutputs(OnnxGraph file, Map<String, Optional<Term>> values) {
    for (OnnxValue output : file.outputs()) {
      if (!values.containsKey(output.name())) {
        problems.add(Problem.of(Problem.Kind.GRAPH, output.name(), "", "a node that computes it"));
      }
    }
  }

  /**
   * Reports values that are not what the file says of them. Where extents are open, or given by the
   * user, exporters may well have written those of an example.
   */
  void checkDeclared(OnnxGraph file, Map<String, Optional<Term>> values) {
    boolean settled =
        wishes.image().isEmpty()
            && wishes.dimensions().isEmpty()
            && file.inputs().stream()
                .flatMap(value -> value.dimensions().orElse(List.of()).stream())
                .noneMatch(OnnxValue.Dimension::isFree);
    Stream.concat(file.outputs().stream(), file.values().stream())
        .distinct()
        .forEach(
            value ->
                values
                    .getOrDefault(value.name(), Optional.empty())
                    .filter(term -> !(term instanceof Term.Sequence))
                    .ifPresent(term -> checkDeclared(value, term, settled)));
  }

  private void checkDeclared(OnnxValue value, Term term, boolean settled) {
    boolean type = value.type().map(each -> each == term.type()).orElse(true);
    boolean shape = !settled || value.dimensions().map(each -> fits(each, term)).orElse(true);
    if (!type || !shape) {
      problems.add(
          Problem.of(
              Problem.Kind.STRUCTURE,
              value.name(),
              "",
              "it is declared as %s, and its node gives %s"
                  .formatted(
                      type
                          ? value.dimensions().map(Ports::text).orElse("")
                          : value.type().orElseThrow(),
                      type ? term.shape() : term.type())));
    }
  }

  private static boolean fits(List<OnnxValue.Dimension> dimensions, Term term) {
    return dimensions.size() == term.rank()
        && IntStream.range(0, term.rank())
            .allMatch(
                axis ->
                    dimensions.get(axis).isFree()
                        || dimensions.get(axis).extent() == term.extent(axis));
  }

  private static String text(List<OnnxValue.Dimension> dimensions) {
    String extents =
        dimensions.stream()
            .map(each -> each.isFree() ? "?" : String.valueOf(each.extent()))
            .collect(Collectors.joining("x"));
    return extents.isEmpty() ? "scalar" : extents;
  }

  /** The graph's outputs, if nothing is wrong. */
  void outputs(
      OnnxGraph file,
      Map<String, Optional<Term>> values,
      List<Imported.Port> ports,
      List<Term> results) {
    for (OnnxValue output : file.outputs()) {
      Optional<Term> value = values.getOrDefault(output.name(), Optional.empty());
      if (value.isEmpty()) {
        // Its operator is translated without this one of its outputs.
        problems.add(
            Problem.of(Problem.Kind.GRAPH, output.name(), "", "an operator that gives it"));
        continue;
      }
      output(output.name(), value.get(), ports, results);
    }
  }

  /** A sequence's values are outputs of their own, with their places behind its name. */
  private static void output(
      String name, Term value, List<Imported.Port> ports, List<Term> results) {
    if (value instanceof Term.Sequence(List<Term> elements)) {
      for (int k = 0; k < elements.size(); k++) {
        output(name + "_" + k, elements.get(k), ports, results);
      }
      return;
    }
    ports.add(new Imported.Port(name, value.type(), value.shape()));
    results.add(value);
  }
}
