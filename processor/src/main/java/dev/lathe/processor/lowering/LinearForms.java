package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Local;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The product of a known matrix and a few values, written out with as few operations as its
 * structure gives away:
 *
 * <ul>
 *   <li>A row that is the sum of two others costs an addition, and so does a column: Gauss'
 *       products have those.
 *   <li>Two columns, or rows, that differ in nothing but some signs share sums and differences: the
 *       points 1 and -1, 2 and -2, and the cells of a Fourier transform on both sides of its axes
 *       of symmetry. What is left of columns may pair again, until no two do: these are the
 *       transform's butterflies.
 * </ul>
 */
final class LinearForms {
  private final Matrix matrix;

  LinearForms(Matrix matrix) {
    this.matrix = matrix;
  }

  /**
   * Writes the product with {@code values} into variables.
   *
   * @return one expression for each row
   */
  List<Expression> write(Block block, List<Expression> values, int lanes) {
    List<Sum> sumsOfRows = sums(matrix.rows());
    List<List<Double>> rows = without(matrix.rows(), lines(sumsOfRows));
    Map<Integer, Expression> brief = briefRows(block, rows, values, lanes);
    rows = without(rows, brief.keySet());
    List<List<Double>> all = new Matrix(rows).transposed().rows();
    List<Sum> sumsOfColumns = sums(all);
    Map<Integer, Integer> units = sumsOfColumns.isEmpty() ? Map.of() : units(all);
    List<List<Double>> columns = without(without(all, lines(sumsOfColumns)), units.keySet());
    List<Expression> operands = spread(block, values, sumsOfColumns, lanes);
    Set<String> names = new HashSet<>();
    while (pairSomeColumns(block, columns, operands, names, lanes)) {}
    List<Expression> results =
        rows(block, new Matrix(columns).transposed(), operands, !sumsOfRows.isEmpty(), lanes);
    brief.forEach(results::set);
    units.forEach(
        (column, row) ->
            results.set(
                row,
                new Expression.Binary(
                    Expression.Operator.ADD, results.get(row), operands.get(column))));
    return gathered(results, sumsOfRows);
  }

  /** A line of a matrix, a row or a column, that is the sum of two others. */
  private record Sum(int line, int first, int second) {}

  /** Sums of lines that are no sums themselves, where that saves anything. */
  private static List<Sum> sums(List<List<Double>> lines) {
    List<Sum> sums = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    for (int line = 0; line < lines.size(); line++) {
      for (int first = 0; first < lines.size() && !used.contains(line); first++) {
        for (int second = first + 1; second < lines.size() && !used.contains(line); second++) {
          boolean apart = line != first && line != second;
          if (apart && isSum(lines.get(line), lines.get(first), lines.get(second))) {
            sums.add(new Sum(line, first, second));
            used.addAll(List.of(line, first, second));
          }
        }
      }
    }
    return sums;
  }

  private static boolean isSum(List<Double> line, List<Double> first, List<Double> second) {
    int entries = 0;
    for (int i = 0; i < line.size(); i++) {
      if (line.get(i) != first.get(i) + second.get(i)) {
        return false;
      }
      entries += line.get(i) == 0 ? 0 : 1;
    }
    return entries > 2;
  }

  /** The lines with zeros in place of those that are sums. */
  private static List<List<Double>> without(List<List<Double>> lines, Set<Integer> done) {
    List<List<Double>> left = new ArrayList<>(lines);
    for (int line : done) {
      left.set(line, Collections.nCopies(lines.getFirst().size(), 0.0));
    }
    return left;
  }

  private static Set<Integer> lines(List<Sum> sums) {
    return sums.stream().map(Sum::line).collect(Collectors.toSet());
  }

  /**
   * Columns with a 1 and nothing else, and its row: added last, since their rows would be no pairs
   * because of them.
   */
  private static Map<Integer, Integer> units(List<List<Double>> columns) {
    Map<Integer, Integer> units = new TreeMap<>();
    for (int column = 0; column < columns.size(); column++) {
      List<Double> entries = columns.get(column);
      int row = entries.indexOf(1.0);
      if (row >= 0 && entries.stream().filter(entry -> entry != 0).count() == 1) {
        units.put(column, row);
      }
    }
    return units;
  }

  /**
   * Rows of two entries, which nothing makes cheaper, while their columns would be no pairs because
   * of them: those of the points 0 and infinity beside roots of unity.
   */
  private static Map<Integer, Expression> briefRows(
      Block block, List<List<Double>> rows, List<Expression> values, int lanes) {
    Map<Integer, Expression> results = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).stream().filter(entry -> entry != 0).count() == 2) {
        results.put(row, sum(block, "row" + row, rows.get(row), values, lanes));
      }
    }
    return results;
  }

  /** The operand of a column that is a sum goes to both of its parts. */
  private static List<Expression> spread(
      Block block, List<Expression> values, List<Sum> sums, int lanes) {
    List<Expression> operands = new ArrayList<>(values);
    for (Sum sum : sums) {
      for (int part : List.of(sum.first(), sum.second())) {
        operands.set(
            part,
            block.set(
                new Local("with" + part, lanes),
                new Expression.Binary(
                    Expression.Operator.ADD, operands.get(part), operands.get(sum.line()))));
      }
    }
    return operands;
  }

  private static List<Expression> gathered(List<Expression> results, List<Sum> sums) {
    List<Expression> all = new ArrayList<>(results);
    for (Sum sum : sums) {
      all.set(
          sum.line(),
          new Expression.Binary(
              Expression.Operator.ADD, all.get(sum.first()), all.get(sum.second())));
    }
    return all;
  }

  /** Whether there were pairs left. */
  private static boolean pairSomeColumns(
      Block block,
      List<List<Double>> columns,
      List<Expression> operands,
      Set<String> names,
      int lanes) {
    boolean paired = false;
    for (int k = 0; k < columns.size(); k++) {
      for (int other = k + 1; other < columns.size(); other++) {
        Optional<List<Double>> signs = signs(columns.get(k), columns.get(other));
        if (signs.isPresent()) {
          pairColumns(block, columns, operands, k, other, signs.get(), names, lanes);
          paired = true;
        }
      }
    }
    return paired;
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
      Set<String> names,
      int lanes) {
    Expression x = operands.get(k);
    Expression y = operands.get(other);
    operands.set(
        k,
        block.set(
            new Local(fresh("both" + k, names), lanes),
            new Expression.Binary(Expression.Operator.ADD, x, y)));
    operands.set(
        other,
        block.set(
            new Local(fresh("apart" + k, names), lanes),
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

  /** A name that no other value has: what paired once may pair again. */
  private static String fresh(String name, Set<String> names) {
    String fresh = name;
    for (int n = 2; !names.add(fresh); n++) {
      fresh = name + "_" + n;
    }
    return fresh;
  }

  private static List<Expression> rows(
      Block block, Matrix matrix, List<Expression> operands, boolean reused, int lanes) {
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
          if (reused) {
            results[row] = block.set(new Local("row" + row, lanes), results[row]);
            results[other] = block.set(new Local("row" + other, lanes), results[other]);
          }
        }
      }
      if (results[row] == null) {
        boolean isZero = entries.stream().allMatch(entry -> entry == 0);
        results[row] =
            isZero
                ? new Expression.Constant(0, lanes)
                : sum(block, "row" + row, entries, operands, lanes);
      }
    }
    return new ArrayList<>(List.of(results));
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
