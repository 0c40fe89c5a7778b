package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Broadcasting;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Products of matrices: a convolution with a kernel of one cell, with as many groups as there are.
 */
final class MatrixOperators {
  private MatrixOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("MatMul", Operator.single(use -> product(use.nodes(), use.in(0), use.in(1))));
    operators.put("Gemm", Operator.single(MatrixOperators::gemm));
  }

  private static Term gemm(Use use) {
    Nodes nodes = use.nodes();
    Term a = use.flag("transA", false) ? turned(nodes, use.in(0)) : use.in(0);
    Term b = use.in(1);
    boolean turned = use.flag("transB", false);
    double alpha = use.decimal("alpha", 1);
    double beta = use.decimal("beta", 1);
    Optional<Term> bias = use.optional(2).filter(_ -> beta != 0);
    if (a.rank() != 2 || b.rank() != 2) {
      throw new InvalidException("matrices, got %s and %s".formatted(a.shape(), b.shape()));
    }
    boolean plain = alpha == 1 && (beta == 1 || bias.isEmpty());
    if (a.extent(0) == 1 && a instanceof Term.Computed row && b instanceof Term.Known weight) {
      int columns = b.extent(turned ? 0 : 1);
      boolean fits = bias.isEmpty() || bias.get().size() == columns;
      Node sums = turned ? dense(nodes, row, weight) : sideways(nodes, row, weight);
      if (plain && fits) {
        return nodes.term(
            ConvolutionOperators.biased(use, sums, bias), Shape.of(1, columns), a.type());
      }
      return scaled(nodes, nodes.term(sums, Shape.of(1, columns), a.type()), alpha, beta, bias);
    }
    Term right = turned ? turned(nodes, b) : b;
    return scaled(nodes, product(nodes, a, right), alpha, beta, bias);
  }

  private static Term scaled(
      Nodes nodes, Term sums, double alpha, double beta, Optional<Term> bias) {
    Formula scaled = multiply(operand(0), constant(alpha));
    if (bias.isEmpty()) {
      return alpha == 1 ? sums : nodes.pointwise(sums.type(), scaled, sums);
    }
    Formula both = add(scaled, multiply(operand(1), constant(beta)));
    nodes.checkStretches(bias.get(), sums);
    return nodes.pointwise(sums.type(), both, sums, bias.get());
  }

  private static Term turned(Nodes nodes, Term x) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank() - 2).boxed().toList());
    order.addAll(List.of(x.rank() - 1, x.rank() - 2));
    return nodes.transpose(x, order);
  }

  /**
   * A dense layer. If its row is a flattened map, the map itself is read, by a window that covers
   * it.
   */
  private static Node dense(Nodes nodes, Term.Computed row, Term.Known rows) {
    Node map = row.node();
    if (map.operation() instanceof Operation.Reshape) {
      Node flat = nodes.operand(map);
      map = flat.shape().channels() > 1 || flat.shape().rank() > 1 ? flat : map;
    }
    Window window = Window.covering(map.shape());
    Shape weight =
        Connections.full().weight(rows.extent(0), map.shape().channels(), new int[0], window);
    if (weight.size() != rows.size()) {
      throw new InvalidException("a weight %s for %s".formatted(rows.shape(), row.shape()));
    }
    Node sums =
        nodes.add(
            new Operation.Convolution(window, false, Epilogue.NONE),
            map,
            nodes.weight(rows, weight));
    return sums;
  }

  /**
   * A dense layer whose weight has a row for each input. It is turned now, unless it is a parameter
   * in this very layout: then the layer is the adjoint of a convolution.
   */
  private static Node sideways(Nodes nodes, Term.Computed row, Term.Known columns) {
    if (!nodes.isTrained(columns)) {
      return dense(nodes, row, (Term.Known) turned(nodes, columns));
    }
    if (row.size() != columns.extent(0)) {
      throw new InvalidException("a weight %s for %s".formatted(columns.shape(), row.shape()));
    }
    return adjoint(nodes, nodes.reshaped(row.node(), Shape.of(row.size(), 1)), columns);
  }

  /** {@code y[o, p] = sum w[i, o] x[i, p]}. */
  private static Node adjoint(Nodes nodes, Node map, Term.Known weight) {
    int inner = weight.extent(0);
    int columns = weight.extent(1);
    return nodes.add(
        new Operation.TransposedConvolution(Window.of(1), Connections.full(), false, Epilogue.NONE),
        Shape.of(columns, map.shape().extent(1)),
        map,
        nodes.weight(weight, Shape.of(inner, columns, 1)));
  }

  /** The product of matrices, of as many as the leading axes have, broadcast. */
  static Term product(Nodes nodes, Term a, Term b) {
    InvalidException.unless(
        a.rank() > 0 && b.rank() > 0, "the product of %s and %s", a.shape(), b.shape());
    // Vectors are rows on the left and columns on the right.
    Term left = a.rank() == 1 ? nodes.reshape(a, Shape.of(1, a.size())) : a;
    Term right = b.rank() == 1 ? nodes.reshape(b, Shape.of(b.size(), 1)) : b;
    Shape result = shape(left, right);
    List<Integer> extents = new ArrayList<>(result.extents());
    if (b.rank() == 1) {
      extents.removeLast();
    }
    if (a.rank() == 1) {
      int rows = extents.size() - (b.rank() == 1 ? 1 : 2);
      extents.subList(rows, rows + 1).clear();
    }
    return nodes.reshape(matrices(nodes, left, right, result), new Shape(extents));
  }

  private static Shape shape(Term a, Term b) {
    if (a.extent(a.rank() - 1) != b.extent(b.rank() - 2)) {
      throw new InvalidException("the product of %s and %s".formatted(a.shape(), b.shape()));
    }
    List<Integer> extents = new ArrayList<>(batches(a, b).extents());
    extents.addAll(List.of(a.extent(a.rank() - 2), b.extent(b.rank() - 1)));
    return new Shape(extents);
  }

  private static Shape batches(Term a, Term b) {
    return Broadcasting.shape(List.of(front(a), front(b)));
  }

  private static Shape front(Term x) {
    return new Shape(x.shape().extents().subList(0, x.rank() - 2));
  }

  private static Term matrices(Nodes nodes, Term a, Term b, Shape result) {
    int rows = a.extent(a.rank() - 2);
    int inner = a.extent(a.rank() - 1);
    int columns = b.extent(b.rank() - 1);
    Shape batches = batches(a, b);
    int count = batches.size();
    if (b instanceof Term.Known weight && weight.rank() == 2 && a instanceof Term.Computed) {
      return byWeight(nodes, a, weight, result);
    }
    Term left = spread(nodes, a, batches);
    Term right = spread(nodes, b, batches);
    Node map = nodes.reshaped(nodes.node(right), Shape.of(count * inner, columns));
    Node weight = nodes.weight(left, Shape.of(count * rows, inner, 1));
    Operation groups =
        new Operation.Convolution(
            Window.of(1), new Connections.Groups(count), false, Epilogue.NONE);
    Node sums = nodes.add(groups, nodes.arena(map), nodes.arena(weight));
    return nodes.term(sums, result, a.type());
  }

  /** Rows times a stored matrix: its columns are the kernels, the rows the positions. */
  private static Term byWeight(Nodes nodes, Term a, Term.Known b, Shape result) {
    int inner = b.extent(0);
    int columns = b.extent(1);
    int rows = a.size() / inner;
    if (rows == 1) {
      Term row = nodes.reshape(a, Shape.of(1, inner));
      return nodes.term(sideways(nodes, (Term.Computed) row, b), result, a.type());
    }
    Term turned = turned(nodes, nodes.reshape(a, Shape.of(rows, inner)));
    Node map = nodes.reshaped(nodes.node(turned), Shape.of(inner, rows));
    Node sums =
        nodes.isTrained(b)
            ? adjoint(nodes, map, b)
            : nodes.add(
                new Operation.Convolution(Window.of(1), false, Epilogue.NONE),
                map,
                nodes.weight(turned(nodes, b), Shape.of(columns, inner, 1)));
    Term turnedBack = turned(nodes, nodes.term(sums, Shape.of(columns, rows), a.type()));
    return nodes.reshape(turnedBack, result);
  }

  /** Rows times rows of a weight: {@code y[p, o] = sum x[p, i] w[o, i]}. */
  static Term byRows(Nodes nodes, Term x, Term w) {
    int rows = x.extent(0);
    int inner = x.extent(1);
    int columns = w.extent(0);
    if (w.extent(1) != inner) {
      throw new InvalidException("a weight %s for %s".formatted(w.shape(), x.shape()));
    }
    Node map = nodes.reshaped(nodes.node(turned(nodes, x)), Shape.of(inner, rows));
    Node sums =
        nodes.add(
            new Operation.Convolution(Window.of(1), false, Epilogue.NONE),
            nodes.arena(map),
            nodes.weight(w, Shape.of(columns, inner, 1)));
    return turned(nodes, nodes.term(sums, Shape.of(columns, rows), x.type()));
  }

  private static Term spread(Nodes nodes, Term x, Shape batches) {
    List<Integer> extents = new ArrayList<>(batches.extents());
    extents.addAll(x.shape().extents().subList(x.rank() - 2, x.rank()));
    return nodes.expand(x, new Shape(extents));
  }
}
