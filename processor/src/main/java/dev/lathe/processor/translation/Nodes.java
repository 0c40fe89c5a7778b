package dev.lathe.processor.translation;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Broadcasting;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.MisfitException;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.ShapeInference;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes operations on values as ONNX counts their axes. What depends on known values alone is
 * evaluated at once, and no node is written.
 */
final class Nodes extends NodeWriter {
  private final Store store;
  private final Folding folding;

  /**
   * @param layer the name of what is translated
   */
  Nodes(GraphBuilder graph, Store store, boolean training, String layer) {
    super(graph, store, training, layer);
    this.store = store;
    this.folding = new Folding(store.allowance());
  }

  /** A formula for every element, broadcast. */
  Term pointwise(ElementType type, Formula formula, Term... operands) {
    Shape shape = Broadcasting.shape(Arrays.stream(operands).map(Term::shape).toList());
    if (isKnown(operands) || shape.size() == 0) {
      return folding.of(
          shape,
          type,
          (g, nodes) -> g.add("y", "", new Operation.Pointwise(formula), nodes),
          operands);
    }
    List<Node> rest = new ArrayList<>();
    List<Formula> substitutes = new ArrayList<>();
    for (Term operand : operands) {
      if (operand instanceof Term.Known known && isFigure(known)) {
        substitutes.add(Formulas.constant(known.element(0)));
      } else {
        substitutes.add(Formulas.operand(rest.size()));
        rest.add(node(operand));
      }
    }
    Formula whole = Trees.substitute(formula, substitutes::get);
    if (whole instanceof Formula.Constant(double value)) {
      return filled(shape, type, value);
    }
    return term(pointwise(whole, rest), shape, type);
  }

  /** Checks that a value stretches to the shape of another one, and is not larger. */
  void checkStretches(Term x, Term to) {
    Shape both = Broadcasting.shape(List.of(x.shape(), to.shape()));
    InvalidException.unless(
        both.equals(to.shape()), "a value %s does not stretch to %s", x.shape(), to.shape());
  }

  /** The formula of those operands that it still reads. */
  private Node pointwise(Formula formula, List<Node> operands) {
    List<Integer> read = List.copyOf(Trees.operands(formula));
    Formula renumbered = Trees.substitute(formula, index -> Formulas.operand(read.indexOf(index)));
    Node[] nodes = read.stream().map(operands::get).toArray(Node[]::new);
    Shape shape = Broadcasting.shape(operands.stream().map(Node::shape).toList());
    Node result = add(new Operation.Pointwise(renumbered), nodes);
    return result.shape().equals(shape) ? result : stretched(result, shape);
  }

  private Node stretched(Node node, Shape shape) {
    Relocation relocation = Tables.identity(new Shape(Collections.nCopies(shape.rank(), 1)));
    Node full = reshaped(node, leading(node.shape(), shape.rank()));
    for (int axis = 0; axis < shape.rank(); axis++) {
      List<Integer> indices =
          full.shape().extent(axis) == 1
              ? Collections.nCopies(shape.extent(axis), 0)
              : Relocation.range(0, shape.extent(axis));
      relocation = relocation.withIndices(axis, indices);
    }
    return add(new Operation.Reindex(relocation), full);
  }

  /** The shape with axes of extent 1 before it. */
  static Shape leading(Shape shape, int rank) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(rank - shape.rank(), 1));
    extents.addAll(shape.extents());
    return new Shape(extents);
  }

  /** A number, written into formulas; a stored tensor of one element is a parameter. */
  private boolean isFigure(Term.Known known) {
    return known.size() == 1
        && known.rank() <= 8
        && !store.isTrained(known)
        && (!known.stored() || known.rank() == 0 || !known.type().isFloat());
  }

  /** The same number everywhere. */
  Term.Known filled(Shape shape, ElementType type, double value) {
    store.allowance().compute(shape.size());
    double[] elements = new double[shape.size()];
    Arrays.fill(elements, value);
    return Term.Known.of(type, shape, elements);
  }

  /** One of the functions that a convolution can apply to its sums. */
  Term activate(Activation function, Term x) {
    if (isKnown(x)) {
      return folding.of(
          x.shape(),
          x.type(),
          (g, nodes) -> g.add("y", "", new Operation.Activate(function), nodes),
          x);
    }
    return term(add(new Operation.Activate(function), node(x)), x.shape(), x.type());
  }

  /** Folds axes, which keep the extent 1. */
  Term reduce(Reduction reduction, List<Integer> axes, Term x) {
    List<Integer> extents = new ArrayList<>(x.shape().extents());
    axes.forEach(axis -> extents.set(axis, 1));
    Shape shape = new Shape(extents);
    List<Integer> folded =
        axes.stream().filter(axis -> x.extent(axis) != 1).sorted().distinct().toList();
    if (folded.isEmpty()) {
      return x;
    }
    if (x.size() == 0) {
      boolean lowest = x.type() == ElementType.BOOL && reduction == Reduction.MAXIMUM;
      return filled(shape, x.type(), lowest ? 0 : x.type().cast(reduction.start()));
    }
    if (isKnown(x)) {
      return folding.of(
          shape,
          x.type(),
          (g, nodes) -> g.add("y", "", new Operation.Reduce(reduction, axes), nodes),
          x);
    }
    int dropped = isImage(x.shape()) ? 1 : 0;
    List<Integer> own = folded.stream().map(axis -> axis - dropped).toList();
    return term(add(new Operation.Reduce(reduction, own), node(x)), shape, x.type());
  }

  /** Another shape of the same elements. */
  Term reshape(Term x, Shape shape) {
    if (shape.size() != x.size()) {
      throw new MisfitException(
          "a value of shape %s cannot have the shape %s".formatted(x.shape(), shape));
    }
    return switch (x) {
      case Term.Known known -> new Term.Known(known.tensor(), shape, known.stored());
      case Term.Computed computed -> term(computed.node(), shape, x.type());
      case Term.Sequence sequence -> throw sequence.unfit();
    };
  }

  /** An operation on whole rows along the last axis, whose operands lie in the arena. */
  Term byRows(Operation operation, Shape shape, ElementType type, Term... operands) {
    if (isKnown(operands)) {
      return folding.of(
          shape, type, (g, nodes) -> g.add("y", "", operation, full(shape), nodes), operands);
    }
    Node[] nodes = Arrays.stream(operands).map(x -> arena(node(x))).toArray(Node[]::new);
    return term(add(operation, kept(shape), nodes), shape, type);
  }

  /** Moves elements, by tables for the axes as ONNX counts them. */
  Term reindex(Relocation relocation, Term x) {
    Shape source = full(x.shape());
    Shape shape = ShapeInference.infer(new Operation.Reindex(relocation), List.of(source));
    if (relocation.isIdentity(source)) {
      return x;
    }
    allow(relocation.axes().stream().mapToLong(axis -> axis.indices().size()).sum());
    if (isKnown(x) || shape.size() == 0 || x.size() == 0) {
      return folding.of(
          shape,
          x.type(),
          (g, nodes) -> g.add("y", "", new Operation.Reindex(relocation), nodes),
          x);
    }
    Relocation.AxisTable first = relocation.axes().getFirst();
    if (isImage(x.shape()) && first.source() == 0 && first.indices().equals(List.of(0))) {
      List<Relocation.AxisTable> own =
          relocation.axes().stream()
              .skip(1)
              .map(axis -> new Relocation.AxisTable(axis.source() - 1, axis.indices()))
              .toList();
      return term(moved(new Relocation(own, relocation.fill()), node(x)), shape, x.type());
    }
    return term(moved(relocation, reshaped(node(x), source)), shape, x.type());
  }

  /** A movement of what is moved already is one movement. */
  private Node moved(Relocation relocation, Node node) {
    if (node.operation() instanceof Operation.Reindex(Relocation before)) {
      Optional<Relocation> both = relocation.after(before);
      if (both.isPresent()) {
        return moved(both.get(), operand(node));
      }
    }
    if (relocation.isReshape(node.shape())) {
      return reshaped(
          node, ShapeInference.infer(new Operation.Reindex(relocation), List.of(node.shape())));
    }
    return add(new Operation.Reindex(relocation), node);
  }

  /** One axis read by a table of indices. */
  Term reindex(Term x, int axis, List<Integer> indices) {
    return reindex(Tables.along(full(x.shape()), axis, indices), x);
  }

  Term transpose(Term x, List<Integer> order) {
    boolean same = order.equals(Relocation.range(0, x.rank()));
    if (same) {
      return x;
    }
    // An order that moves axes of extent 1 only is a reshape.
    List<Integer> moved = order.stream().filter(axis -> x.extent(axis) != 1).toList();
    Shape shape = new Shape(order.stream().map(x::extent).toList());
    if (moved.equals(moved.stream().sorted().toList())) {
      return reshape(x, shape);
    }
    int[] axes = order.stream().mapToInt(Integer::intValue).toArray();
    return reindex(Tables.permutation(x.shape(), axes), x);
  }

  /** Stretches axes of extent 1. */
  Term expand(Term x, Shape shape) {
    Shape wanted = Broadcasting.shape(List.of(x.shape(), shape));
    wanted.extents().forEach(Tables::extent);
    Term y = reshape(x, leading(x.shape(), wanted.rank()));
    Relocation relocation = Tables.identity(full(y.shape()));
    for (int axis = 0; axis < wanted.rank(); axis++) {
      if (y.extent(axis) != wanted.extent(axis)) {
        relocation = relocation.withIndices(axis, Collections.nCopies(wanted.extent(axis), 0));
      }
    }
    return reindex(relocation, y);
  }

  Term concatenate(int axis, List<Term> parts) {
    List<Shape> every = parts.stream().map(Term::shape).filter(Nodes::isNotVoid).toList();
    if (every.size() > 1) {
      ShapeInference.infer(new Operation.Concatenate(axis), every);
    }
    List<Term> filled = parts.stream().filter(part -> part.size() > 0).toList();
    if (filled.isEmpty()) {
      List<Integer> extents = new ArrayList<>(parts.getFirst().shape().extents());
      extents.set(axis, parts.stream().mapToInt(part -> part.extent(axis)).sum());
      return Term.Known.of(parts.getFirst().type(), new Shape(extents));
    }
    if (filled.size() == 1) {
      return filled.getFirst();
    }
    Term[] all = filled.toArray(Term[]::new);
    List<Shape> shapes = filled.stream().map(Term::shape).toList();
    Shape shape = ShapeInference.infer(new Operation.Concatenate(axis), shapes);
    ElementType type = filled.getFirst().type();
    if (isKnown(all)) {
      return folding.of(
          shape, type, (g, nodes) -> g.add("y", "", new Operation.Concatenate(axis), nodes), all);
    }
    boolean images = axis > 0 && filled.stream().allMatch(part -> isImage(part.shape()));
    Node[] nodes =
        filled.stream()
            .map(part -> images ? node(part) : reshaped(node(part), part.shape()))
            .toArray(Node[]::new);
    return term(add(new Operation.Concatenate(images ? axis - 1 : axis), nodes), shape, type);
  }

  /** Old exporters join an empty list, of whatever rank the others are, as nothing. */
  private static boolean isNotVoid(Shape shape) {
    return !shape.extents().equals(List.of(0));
  }

  private boolean isKnown(Term... terms) {
    return Arrays.stream(terms).allMatch(store::isSettled);
  }

  /** Evaluates the value of a formula of numbers. */
  static double evaluate(Formula formula, double... operands) {
    return Evaluation.of(formula, operands);
  }

  /** 0, 1, 2, ... along an axis of a value of the given rank. */
  Term.Known count(int extent, int axis, int rank) {
    store.allowance().compute(extent);
    List<Integer> extents = new ArrayList<>(Collections.nCopies(rank, 1));
    extents.set(axis, extent);
    double[] numbers = IntStream.range(0, extent).asDoubleStream().toArray();
    return new Term.Known(
        OnnxTensor.of("", ElementType.INT64, Shape.of(extent), numbers), new Shape(extents), false);
  }
}
