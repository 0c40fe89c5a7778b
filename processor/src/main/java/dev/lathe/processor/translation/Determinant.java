package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Determinants of small matrices by Laplace's expansion: nothing is divided, so that no pivot has
 * to be chosen by values. There are as many minors as sets of columns.
 */
final class Determinant {
  private static final int LARGEST = 8;

  private final Nodes nodes;
  private final Term matrices;
  private final int size;

  /** By the columns that they have, of as many rows from the first on. */
  private final Map<Integer, Term> minors = new HashMap<>();

  private Determinant(Nodes nodes, Term matrices) {
    this.nodes = nodes;
    this.matrices = matrices;
    this.size = matrices.extent(1);
  }

  static void register(Map<String, Operator> operators) {
    operators.put("Det", Operator.single(Determinant::translate));
  }

  private static Term translate(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int rank = x.rank();
    if (rank < 2 || x.extent(rank - 1) != x.extent(rank - 2)) {
      throw new TranslationException("square matrices, got " + x.shape());
    }
    int size = x.extent(rank - 1);
    if (size < 1 || size > LARGEST) {
      throw new TranslationException("a matrix of %d rows, more than %d".formatted(size, LARGEST));
    }
    Shape batch = new Shape(x.shape().extents().subList(0, rank - 2));
    Term flat = nodes.reshape(x, Shape.of(batch.size(), size, size));
    return nodes.reshape(new Determinant(nodes, flat).minor((1 << size) - 1), batch);
  }

  private Term minor(int columns) {
    Term known = minors.get(columns);
    if (known != null) {
      return known;
    }
    int row = Integer.bitCount(columns) - 1;
    List<Term> operands = new ArrayList<>();
    Formula sum = Formulas.ZERO;
    for (int column = 0; column < size; column++) {
      if ((columns >> column & 1) != 0) {
        int place = Integer.bitCount(columns & (1 << column) - 1);
        Formula product = operand(operands.size());
        operands.add(nodes.reindex(nodes.reindex(matrices, 1, List.of(row)), 2, List.of(column)));
        if (row > 0) {
          product = multiply(product, operand(operands.size()));
          operands.add(minor(columns & ~(1 << column)));
        }
        sum = (row + place) % 2 == 0 ? add(sum, product) : subtract(sum, product);
      }
    }
    Term minor = nodes.pointwise(matrices.type(), sum, operands.toArray(Term[]::new));
    minors.put(columns, minor);
    return minor;
  }
}
