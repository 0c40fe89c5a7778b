package dev.lathe.processor.translation;

import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.ShapeInference;
import dev.lathe.processor.onnx.ElementType;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the nodes of one of the file's nodes. A leading axis of extent 1, a batch of one image, is
 * left out of what a node keeps ({@link #kept}), so that images are Lathe's images; it matters to
 * no broadcasting.
 */
class NodeWriter {
  private final GraphBuilder graph;
  private final Store store;
  private final boolean training;
  private final String layer;
  private int written;

  /**
   * @param layer the name of what is translated
   */
  NodeWriter(GraphBuilder graph, Store store, boolean training, String layer) {
    this.graph = graph;
    this.store = store;
    this.training = training;
    this.layer = layer;
  }

  /** Whether what is written is differentiated: batches have statistics of their own. */
  boolean training() {
    return training;
  }

  /** Asks for the computation of as many elements now. */
  void allow(long elements) {
    store.allowance().compute(elements);
  }

  /** Asks for one more trip of a loop, even if nothing is done in it. */
  void allowTrip() {
    store.allowance().translate();
  }

  /** Whether anything is computed when the network runs. */
  boolean hasWritten() {
    return written > 0;
  }

  /** The shape of the node of a value: without a batch axis of one image, and never a scalar. */
  static Shape kept(Shape shape) {
    if (shape.rank() == 0) {
      return Shape.of(1);
    }
    return isImage(shape) ? new Shape(shape.extents().subList(1, shape.rank())) : shape;
  }

  static boolean isImage(Shape shape) {
    return shape.rank() >= 2 && shape.extent(0) == 1;
  }

  /** The shape that a graph has for a value: never a scalar. */
  static Shape full(Shape shape) {
    return shape.rank() == 0 ? Shape.of(1) : shape;
  }

  /** The value of an operand whose elements must be known now. */
  Term.Known known(Term term, String name) {
    return switch (term) {
      case Term.Known known -> known;
      case Term.Computed computed ->
          throw new UnknownValueException(name, store.inputsOf(computed.node()));
      case Term.Sequence sequence -> throw sequence.unfit();
    };
  }

  /** Whether a known value is to be trained: what is computed from it cannot be known. */
  boolean isTrained(Term term) {
    return term instanceof Term.Known && !store.isSettled(term);
  }

  /** The node of a value. */
  Node node(Term term) {
    return switch (term) {
      case Term.Known known -> store.parameter(known, kept(known.shape()), layer, false);
      case Term.Computed computed -> computed.node();
      case Term.Sequence sequence -> throw sequence.unfit();
    };
  }

  /** The node of a learned tensor, in the given shape of the same elements. */
  Node weight(Term term, Shape shape) {
    return switch (term) {
      case Term.Known known -> store.parameter(known, shape, layer, true);
      case Term.Computed computed -> reshaped(computed.node(), shape);
      case Term.Sequence sequence -> throw sequence.unfit();
    };
  }

  /** A node's first operand. */
  Node operand(Node node) {
    return graph.node(node.operand(0));
  }

  /** The node itself, or a copy in the arena of what is stored outside of it. */
  Node arena(Node node) {
    return node.operation() instanceof Operation.Parameter
        ? add(new Operation.Pointwise(Formulas.operand(0)), node)
        : node;
  }

  /** The node of a running statistic, in the given shape of the same elements. */
  Node statistic(Term.Known known, Shape shape, double start) {
    return store.statistic(known, shape, layer, start);
  }

  /** Keeps a statistic that those of batches follow, and returns its name. */
  String keepStatistic(Term.Known known, Shape shape, double start) {
    return store.keepStatistic(known, shape, layer, start);
  }

  /** Another shape of the same elements. */
  Node reshaped(Node node, Shape shape) {
    Node source = node;
    // A reshape of a reshape is one.
    while (!source.shape().equals(shape) && source.operation() instanceof Operation.Reshape) {
      source = graph.node(source.operand(0));
    }
    return source.shape().equals(shape) ? source : add(new Operation.Reshape(), shape, source);
  }

  /** The value of a node, which may have another shape than the value keeps. */
  Term.Computed term(Node node, Shape shape, ElementType type) {
    return new Term.Computed(reshaped(node, kept(shape)), shape, type);
  }

  /** Adds a node whose shape follows. */
  Node add(Operation operation, Node... operands) {
    List<Shape> shapes = Arrays.stream(operands).map(Node::shape).toList();
    return add(operation, ShapeInference.infer(operation, shapes), operands);
  }

  Node add(Operation operation, Shape shape, Node... operands) {
    if (shape.size() == 0) {
      throw new TranslationException("values without elements at run time");
    }
    store.allowance().write();
    written++;
    String name = written == 1 ? layer : layer + "." + store.ending(operation);
    return graph.add(name, layer, operation, shape, operands);
  }
}
