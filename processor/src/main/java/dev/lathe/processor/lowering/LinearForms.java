package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Local;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The product of a known matrix and a few values, written out.
 *
 * <p>Points 1 and -1, 2 and -2 make pairs of rows, or of columns, that differ in the sign of every
 * other entry: their sums and differences are made once for both.
 */
final class LinearForms {
  private final Matrix matrix;

  LinearForms(Matrix matrix) {
    this.matrix = matrix;
  }

  /** About how many calls of the Vector API a product takes, with its reads and stores. */
  int calls() {
    return 3 * (matrix.height() + matrix.width());
  }

  /**
   * Writes the product with {@code values} into variables.
   *
   * @return one expression for each row
   */
  List<Expression> write(Block block, List<Expression> values, int lanes) {
    List<List<Double>> columns = new ArrayList<>(matrix.transposed().rows());
    List<Expression> operands = new ArrayList<>(values);
    for (int k = 0; k < columns.size(); k++) {
      for (int other = k + 1; other < columns.size(); other++) {
        Optional<List<Double>> signs = signs(columns.get(k), columns.get(other));
        if (signs.isPresent()) {
          pairColumns(block, columns, operands, k, other, signs.get(), lanes);
        }
      }
    }
    return rows(block, new Matrix(columns).transposed(), operands, lanes);
  }

  /** 1 and -1 where {@code b} is {@code a} but for some signs, at least one of each. */
  private static Optional<List<Double>> signs(List<Double> a, List<Double> b) {
    List<Double> signs = new ArrayList<>();
    boolean plus = false;
    boolean minus = false;
    for (int i = 0; i < a.size(); i++) {
      double x = a.get(i);
      double y = b.get(i);
      if (Math.abs(x) != Math.abs(y)) {
        return Optional.empty();
      }
      plus |= x != 0 && x == y;
      minus |= x != 0 && x == -y;
      signs.add(x == y ? 1.0 : -1.0);
    }
    return plus && minus ? Optional.of(signs) : Optional.empty();
  }

  /** {@code a x + b y} by {@code x + y} where the signs agree, by {@code x - y} where not. */
  private static void pairColumns(
      Block block,
      List<List<Double>> columns,
      List<Expression> operands,
      int k,
      int other,
      List<Double> signs,
      int lanes) {
    Expression x = operands.get(k);
    Expression y = operands.get(other);
    operands.set(
        k,
        block.set(
            new Local("both" + k, lanes), new Expression.Binary(Expression.Operator.ADD, x, y)));
    operands.set(
        other,
        block.set(
            new Local("apart" + k, lanes),
            new Expression.Binary(Expression.Operator.SUBTRACT, x, y)));
    List<Double> same = new ArrayList<>();
    List<Double> opposite = new ArrayList<>();
    for (int i = 0; i < signs.size(); i++) {
      double entry = columns.get(k).get(i);
      same.add(signs.get(i) > 0 ? entry : 0.0);
      opposite.add(signs.get(i) > 0 ? 0.0 : entry);
    }
    columns.set(k, same);
    columns.set(other, opposite);
  }

  private static List<Expression> rows(
      Block block, Matrix matrix, List<Expression> operands, int lanes) {
    Expression[] results = new Expression[matrix.height()];
    for (int row = 0; row < matrix.height(); row++) {
      if (results[row] != null) {
        continue;
      }
      List<Double> entries = matrix.rows().get(row);
      for (int other = row + 1; other < matrix.height() && results[row] == null; other++) {
        Optional<List<Double>> signs = signs(entries, matrix.rows().get(other));
        if (signs.isPresent()) {
          Expression even =
              sum(block, "even" + row, kept(entries, signs.get(), 1), operands, lanes);
          Expression odd = sum(block, "odd" + row, kept(entries, signs.get(), -1), operands, lanes);
          results[row] = new Expression.Binary(Expression.Operator.ADD, even, odd);
          results[other] = new Expression.Binary(Expression.Operator.SUBTRACT, even, odd);
        }
      }
      if (results[row] == null) {
        results[row] = sum(block, "row" + row, entries, operands, lanes);
      }
    }
    return List.of(results);
  }

  private static List<Double> kept(List<Double> entries, List<Double> signs, int sign) {
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      kept.add(signs.get(i) == sign ? entries.get(i) : 0.0);
    }
    return kept;
  }

  /** The sum of all operands times their entries, in a variable of this name. */
  private static Expression sum(
      Block block, String name, List<Double> entries, List<Expression> operands, int lanes) {
    List<Integer> terms = new ArrayList<>();
    for (int unit = 0; unit < entries.size(); unit++) {
      if (entries.get(unit) == 1) {
        terms.add(unit);
      }
    }
    for (int k = 0; k < entries.size(); k++) {
      if (entries.get(k) != 0 && entries.get(k) != 1) {
        terms.add(k);
      }
    }
    Expression sum = null;
    for (int k : terms) {
      sum =
          sum == null
              ? first(entries.get(k), operands.get(k))
              : plus(sum, entries.get(k), operands.get(k));
    }
    if (sum == null) {
      throw new IllegalArgumentException("a row of zeros");
    }
    return block.set(new Local(name, lanes), sum);
  }

  private static Expression first(double entry, Expression operand) {
    return entry == 1
        ? operand
        : new Expression.Binary(
            Expression.Operator.MULTIPLY,
            operand,
            new Expression.Constant((float) entry, operand.lanes()));
  }

  private static Expression plus(Expression sum, double entry, Expression operand) {
    if (Math.abs(entry) == 1) {
      return new Expression.Binary(
          entry > 0 ? Expression.Operator.ADD : Expression.Operator.SUBTRACT, sum, operand);
    }
    return new Expression.MultiplyAdd(
        operand, new Expression.Constant((float) entry, operand.lanes()), sum, false);
  }
}
