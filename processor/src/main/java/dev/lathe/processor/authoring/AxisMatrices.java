package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Expression;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.idiom.Idioms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds weighted sums of the cells of an axis: maps that are resized along straight lines. */
final class AxisMatrices {
  private static final double TOLERANCE = 1e-9;

  private final Graph graph;
  private final Idioms idioms;
  private final Draft draft;

  AxisMatrices(Graph graph, Idioms idioms, Draft draft) {
    this.graph = graph;
    this.idioms = idioms;
    this.draft = draft;
  }

  Optional<Idiom> of(Node node) {
    Optional<Idiom.AxisProducts> last = along(node);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    List<Idiom.AxisMatrix> steps = new ArrayList<>(last.get().steps());
    Node x = last.get().x();
    // What the taps of the first axis read is read by nothing else.
    Optional<Idiom.AxisProducts> before = along(x);
    while (before.isPresent()) {
      steps.addAll(0, before.get().steps());
      x = before.get().x();
      before = along(x);
    }
    return Optional.of(new Idiom.AxisProducts(x, steps));
  }

  private Optional<Idiom.AxisProducts> along(Node node) {
    if (!(node.operation() instanceof Operation.Pointwise)) {
      return Optional.empty();
    }
    Optional<Expression> whole =
        Expression.of(
            graph,
            node,
            each -> each.operation() instanceof Operation.Reindex || idioms.isKnown(each));
    return whole.flatMap(each -> along(node, each));
  }

  private Optional<Idiom.AxisProducts> along(Node node, Expression whole) {
    List<Node> moved = whole.operands().stream().filter(each -> !idioms.isKnown(each)).toList();
    List<Node> stored = whole.operands().stream().filter(idioms::isKnown).toList();
    Optional<Node> first =
        moved.stream().filter(each -> each.operation() instanceof Operation.Reindex).findFirst();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Node x = graph.operand(first.get(), 0);
    Optional<Integer> axis = axis(first.get(), x);
    if (axis.isEmpty()
        || !moved.stream().allMatch(each -> each.id() == x.id() || axis(each, x).equals(axis))) {
      return Optional.empty();
    }
    int made = node.shape().extent(axis.get());
    Shape small = Figures.together(stored);
    List<Integer> extents = new ArrayList<>();
    for (int k = 0; k < node.shape().rank(); k++) {
      extents.add(k == axis.get() ? made : 1);
    }
    Shape row = new Shape(extents);
    if ((long) made * x.shape().extent(axis.get()) > AxisProduct.MOST_WEIGHTS) {
      return Optional.empty();
    }
    // Equal weights everywhere are plain sums of slices.
    if (small.size() <= 1 || !small.equals(aligned(row, small.rank()))) {
      return Optional.empty();
    }
    return rows(whole, x, axis.get(), row)
        .map(rows -> new Idiom.AxisProducts(x, List.of(new Idiom.AxisMatrix(axis.get(), rows))));
  }

  private static Shape aligned(Shape row, int rank) {
    return new Shape(row.extents().subList(row.rank() - rank, row.rank()));
  }

  /** The only axis that a movement moves anything along, without filling in. */
  private Optional<Integer> axis(Node node, Node x) {
    if (!(node.operation() instanceof Operation.Reindex(Relocation relocation))
        || relocation.fills()
        || graph.operand(node, 0).id() != x.id()) {
      return Optional.empty();
    }
    Optional<Integer> axis = Optional.empty();
    for (int k = 0; k < relocation.axes().size(); k++) {
      Relocation.AxisTable table = relocation.axes().get(k);
      if (table.source() != k) {
        return Optional.empty();
      }
      if (!table.indices().equals(Relocation.range(0, x.shape().extent(k)))) {
        if (axis.isPresent()) {
          return Optional.empty();
        }
        axis = Optional.of(k);
      }
    }
    return axis;
  }

  private Optional<List<double[]>> rows(Expression whole, Node x, int axis, Shape row) {
    List<Node> operands = whole.operands();
    List<float[]> figures = new ArrayList<>();
    for (Node operand : operands) {
      figures.add(
          idioms.isKnown(operand)
              ? Figures.stretched(draft.elements(operand), operand.shape(), row)
              : new float[0]);
    }
    List<double[]> rows = new ArrayList<>();
    for (int k = 0; k < row.size(); k++) {
      double[] given = new double[operands.size()];
      for (int operand = 0; operand < given.length; operand++) {
        given[operand] = figures.get(operand).length == 0 ? 0 : figures.get(operand)[k];
      }
      double[] weights = new double[x.shape().extent(axis)];
      double sum = Evaluation.of(whole.formula(), given);
      if (sum != 0) {
        return Optional.empty();
      }
      for (int operand = 0; operand < given.length; operand++) {
        if (figures.get(operand).length == 0) {
          given[operand] = 1;
          double weight = Evaluation.of(whole.formula(), given);
          given[operand] = 0;
          weights[cell(operands.get(operand), axis, k)] += weight;
          sum += weight * (operand + 2);
        }
      }
      for (int operand = 0; operand < given.length; operand++) {
        given[operand] = figures.get(operand).length == 0 ? operand + 2 : given[operand];
      }
      if (!(Math.abs(Evaluation.of(whole.formula(), given) - sum) <= TOLERANCE)) {
        return Optional.empty();
      }
      rows.add(weights);
    }
    return Optional.of(rows);
  }

  private static int cell(Node node, int axis, int k) {
    return node.operation() instanceof Operation.Reindex(Relocation relocation)
        ? relocation.axes().get(axis).indices().get(k)
        : k;
  }
}
