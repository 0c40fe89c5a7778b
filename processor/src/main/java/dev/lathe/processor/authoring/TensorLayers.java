package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.network.Functions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Layers without weights of their own, a single operation of the graph each. */
final class TensorLayers {
  private static final List<String> AXES_1 = List.of("CHANNELS", "WIDTH");
  private static final List<String> AXES_2 = List.of("CHANNELS", "HEIGHT", "WIDTH");
  private static final List<String> AXES_3 = List.of("CHANNELS", "DEPTH", "HEIGHT", "WIDTH");

  private final Draft draft;
  private final Graph graph;

  TensorLayers(Draft draft, Graph graph) {
    this.draft = draft;
    this.graph = graph;
  }

  /** What an operation reads when it is said as a layer, for those that take several nodes. */
  static List<Node> inputs(Graph graph, Node node) {
    Optional<PoolChain> pool = PoolChain.of(graph, node);
    if (pool.isPresent()) {
      return List.of(pool.get().x());
    }
    List<Node> operands = new ArrayList<>(node.operands().stream().map(graph::node).toList());
    if (node.operation() instanceof Operation.Lookup) {
      operands.set(0, counted(graph, operands.get(0), operands.get(1).shape().extent(0)));
    }
    return operands;
  }

  /** Numbers below 0 would count from behind: an embedding has none. */
  private static Node counted(Graph graph, Node numbers, int rows) {
    Formula number = Formulas.operand(0);
    Formula fromEnd =
        Formulas.greater(
            Formulas.ZERO, number, Formulas.add(number, Formulas.constant(rows)), number);
    return numbers.operation() instanceof Operation.Pointwise(Formula formula)
            && formula.equals(fromEnd)
        ? graph.operand(numbers, 0)
        : numbers;
  }

  void write(Node node, List<Node> operands) {
    if (operands.isEmpty()) {
      throw new UnsayableException("values that are made without an input");
    }
    Node x = operands.getFirst();
    switch (node.operation()) {
      case Operation.MaxPool _, Operation.AveragePool _ -> pool(node);
      case Operation.SmoothPool(Windows windows, SmoothPooling kind) -> smooth(node, windows, kind);
      case Operation.Softmax() -> alongChannels(node, x, "Softmax");
      case Operation.LogSoftmax() -> alongChannels(node, x, "LogSoftmax");
      case Operation.Add() -> join(node, "Add", "sum", operands);
      case Operation.Pointwise(Formula formula) -> pointwise(node, formula, operands);
      case Operation.Reduce(Reduction reduction, List<Integer> axes) ->
          reduce(node, x, reduction, axes);
      case Operation.Reindex(Relocation relocation) -> move(node, x, relocation);
      case Operation.Reshape() -> {
        Draft.Held held = draft.any(x);
        draft.hold(node, held.layer(), held.shape());
      }
      case Operation.Concatenate(int axis) -> concatenate(node, operands, axis);
      case Operation.Lookup(int padding) -> rows(node, operands, padding);
      default -> throw new UnsayableException("what it computes");
    }
  }

  private void add(Node node, String kind, AnnotationText text, String source) {
    String name = draft.names().ofKind(kind);
    draft.add(name, node.shape(), text, source);
    draft.hold(node, name, node.shape());
  }

  private void pool(Node node) {
    PoolChain chain =
        PoolChain.of(graph, node)
            .orElseThrow(() -> new UnsayableException("windows of different sizes"));
    Shape map = chain.x().shape();
    Window window = chain.window();
    requireCells(window, map);
    boolean mean = node.operation() instanceof Operation.AveragePool;
    boolean global =
        window.equals(Window.covering(map))
            && (!mean
                || chain.divisor().equals(new Divisor.Fixed(window.taps()))
                || chain.divisor() instanceof Divisor.Count);
    AnnotationText text =
        global
            ? new AnnotationText(mean ? "GlobalAvgPool" : "GlobalMaxPool")
            : mean
                ? Windowing.mean(window, chain.divisor(), map)
                : Windowing.pool(new AnnotationText("MaxPool"), window, map, window.before());
    add(node, "pool", text, draft.as(chain.x()));
  }

  private static void requireCells(Window window, Shape map) {
    if (!Windowing.holdCells(window, map)) {
      throw new UnsayableException("windows that hold no cell of the map");
    }
  }

  private void smooth(Node node, Windows windows, SmoothPooling kind) {
    if (!(windows instanceof Window window)) {
      throw new UnsayableException("windows of different sizes");
    }
    Node x = graph.operand(node, 0);
    requireCells(window, x.shape());
    AnnotationText text =
        switch (kind) {
          case SmoothPooling.Norm(double p) -> pooled("LpPool", window, x).unless(2, "p", p);
          case SmoothPooling.LogSumExp(double beta, boolean isMean) ->
              pooled("LogSumExpPool", window, x)
                  .unless(1, "beta", beta)
                  .unless(true, "mean", isMean);
        };
    add(node, "pool", text, draft.as(x));
  }

  private static AnnotationText pooled(String type, Window window, Node x) {
    return Windowing.pool(new AnnotationText(type), window, x.shape(), window.before());
  }

  private void alongChannels(Node node, Node x, String type) {
    Draft.Held held = draft.any(x);
    boolean fits = held.shape().channels() == node.shape().channels();
    Draft.Held read = fits ? held : new Draft.Held(draft.as(x), node.shape());
    draft.hold(x, read.layer(), read.shape());
    draft.activate(node, x, new AnnotationText(type), graph.users(x.id()).size() > 1);
  }

  private void join(Node node, String type, String kind, List<Node> operands) {
    if (operands.stream().anyMatch(draft::isKnown)) {
      throw new UnsayableException("a stored tensor that is no layer's weight");
    }
    join(node, type, kind, operands, operands.stream().map(draft::any).toList());
  }

  private void join(
      Node node, String type, String kind, List<Node> operands, List<Draft.Held> values) {
    List<String> names = new ArrayList<>();
    boolean equal =
        values.stream().map(Draft.Held::shape).distinct().count() == 1
            && operands.stream().allMatch(each -> each.shape().size() == node.shape().size());
    Shape shape = equal ? values.getFirst().shape() : node.shape();
    for (int k = 0; k < values.size(); k++) {
      Shape own = equal ? shape : aligned(operands.get(k), shape.rank());
      names.add(draft.as(values.get(k), own));
    }
    if (names.getFirst().equals(names.getLast())) {
      names.set(names.size() - 1, draft.alias(new Draft.Held(names.getFirst(), shape)));
    }
    AnnotationText text = new AnnotationText(type).with("value", list(names));
    if (!equal && type.equals("Add")) {
      text.with("broadcast", "true");
    }
    String name = draft.names().ofKind(kind);
    draft.join(name, shape, text);
    draft.hold(node, name, shape);
  }

  /** The second operand's opposite is added. */
  private void subtract(Node node, List<Node> operands) {
    if (operands.stream().anyMatch(draft::isKnown)) {
      throw new UnsayableException("a stored tensor that is no layer's weight");
    }
    Node second = operands.get(1);
    float[] factors = new float[second.shape().rank() == 0 ? 1 : second.shape().channels()];
    Arrays.fill(factors, -1);
    Draft.Held opposite =
        new SumLayers(draft).scaled(second, new Scaled(second, factors, new float[factors.length]));
    List<Draft.Held> values = List.of(draft.any(operands.getFirst()), opposite);
    join(node, "Add", "sum", operands, values);
  }

  private static Shape aligned(Node operand, int rank) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(rank - operand.shape().rank(), 1));
    extents.addAll(operand.shape().extents());
    return new Shape(extents);
  }

  private static String list(List<String> names) {
    return names.stream()
        .map(name -> "\"" + name + "\"")
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private void pointwise(Node node, Formula formula, List<Node> operands) {
    Formula sum = Formulas.add(Formulas.operand(0), Formulas.operand(1));
    Formula difference = Formulas.subtract(Formulas.operand(0), Formulas.operand(1));
    Formula square = Formulas.multiply(Formulas.operand(0), Formulas.operand(0));
    Formula product = Formulas.multiply(Formulas.operand(0), Formulas.operand(1));
    if (formula.equals(sum)) {
      join(node, "Add", "sum", operands);
    } else if (formula.equals(product)) {
      join(node, "Multiply", "product", operands);
    } else if (formula.equals(square)) {
      join(node, "Multiply", "product", List.of(operands.getFirst(), operands.getFirst()));
    } else if (formula.equals(difference)) {
      subtract(node, operands);
    } else if (formula.equals(Formulas.operand(0))) {
      Draft.Held held = draft.any(operands.getFirst());
      draft.hold(node, held.layer(), held.shape());
    } else if (formula.equals(Functions.parametricRelu()) && draft.isKnown(operands.get(1))) {
      slopes(node, operands);
    } else {
      int count = operands.size();
      throw new UnsayableException(
          "this function of %d value%s".formatted(count, count == 1 ? "" : "s"));
    }
  }

  private void slopes(Node node, List<Node> operands) {
    Shape slopes = operands.get(1).shape();
    int maps = node.shape().channels();
    boolean perMap = slopes.rank() == node.shape().rank() && slopes.channels() == maps;
    if (slopes.size() > 1 && !(perMap && slopes.size() == maps)) {
      throw new UnsayableException("slopes of shape " + slopes);
    }
    AnnotationText text =
        new AnnotationText("ParametricRelu").unless(false, "shared", slopes.size() == 1);
    String source = draft.as(operands.getFirst());
    String name = draft.names().ofKind("prelu");
    draft.add(name, node.shape(), text, source);
    draft.tensors().add(name + ".weight", Shape.of(slopes.size()), draft.elements(operands.get(1)));
    draft.hold(node, name, node.shape());
  }

  private void reduce(Node node, Node x, Reduction reduction, List<Integer> axes) {
    if (reduction == Reduction.MINIMUM) {
      throw new UnsayableException("a minimum");
    }
    Shape map = x.shape();
    if (axes.size() == map.spatialRank() && !axes.contains(0)) {
      add(node, "pool", new AnnotationText(AxisFolds.global(reduction)), draft.as(x));
      return;
    }
    draft.hold(node, new AxisFolds(draft).write(draft.any(x), map, reduction, axes));
  }

  private void move(Node node, Node x, Relocation relocation) {
    new Movements(draft, node, relocation).write(x);
  }

  static String axis(Shape shape, int axis) {
    List<String> names =
        switch (shape.rank()) {
          case 2 -> AXES_1;
          case 3 -> AXES_2;
          case 4 -> AXES_3;
          default -> throw new UnsayableException("an axis of a value " + shape);
        };
    return "Axis." + names.get(axis);
  }

  private void concatenate(Node node, List<Node> operands, int axis) {
    if (operands.stream().anyMatch(draft::isKnown)) {
      new Movements(draft, node).fillUp(operands, axis);
      return;
    }
    Shape shape = node.shape();
    List<Shape> shapes = operands.stream().map(Node::shape).toList();
    if (shape.rank() == 1) {
      // Vectors of dense layers, which are maps of one cell here.
      List<Draft.Held> held = operands.stream().map(draft::any).toList();
      boolean cells =
          held.stream()
              .allMatch(
                  each ->
                      each.shape().rank() == held.getFirst().shape().rank()
                          && each.shape().size() == each.shape().channels());
      if (cells) {
        shapes = held.stream().map(Draft.Held::shape).toList();
        List<Integer> extents = new ArrayList<>(held.getFirst().shape().extents());
        extents.set(0, shape.channels());
        shape = new Shape(extents);
      }
    }
    List<String> names = new ArrayList<>();
    for (int k = 0; k < operands.size(); k++) {
      names.add(draft.as(operands.get(k), shapes.get(k)));
    }
    AnnotationText text = new AnnotationText("Concat").with("value", list(names));
    if (axis > 0) {
      text.with("axis", axis(shape, axis));
    }
    String name = draft.names().ofKind("concat");
    draft.join(name, shape, text);
    draft.hold(node, name, shape);
  }

  private void rows(Node node, List<Node> operands, int padding) {
    if (!draft.isKnown(operands.get(1))) {
      throw new UnsayableException("rows of a table that is computed");
    }
    Shape table = operands.get(1).shape();
    AnnotationText text =
        new AnnotationText("Embedding")
            .with("vocabulary", table.extent(0))
            .with("dimension", table.extent(1));
    if (padding >= 0) {
      text.with("padding", padding);
    }
    String source = draft.as(operands.getFirst());
    Node weight = operands.get(1);
    String name =
        weight.operation() instanceof Operation.Parameter parameter
            ? draft.names().ofWeight(parameter.name(), "embed")
            : draft.names().ofKind("embed");
    draft.add(name, node.shape(), text, source);
    draft.tensors().add(name + ".weight", table, draft.elements(weight));
    draft.hold(node, name, node.shape());
  }
}
