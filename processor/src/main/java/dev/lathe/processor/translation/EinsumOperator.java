package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of products whose axes have letters. Two factors become a product of matrices, whose rows,
 * columns and batches are each several axes; what stands in one factor alone is summed before.
 */
final class EinsumOperator {
  private final Nodes nodes;
  private final Map<Character, Integer> extents = new HashMap<>();

  private EinsumOperator(Nodes nodes) {
    this.nodes = nodes;
  }

  /** A factor and the letters of its axes. */
  private record Factor(Term term, String letters) {}

  static void register(Map<String, Operator> operators) {
    operators.put("Einsum", Operator.single(use -> new EinsumOperator(use.nodes()).of(use)));
  }

  private Term of(Use use) {
    String equation = use.text("equation", "").replace(" ", "");
    InvalidException.unless(
        equation.matches("[A-Za-z.,]+(->[A-Za-z.]*)?"), "the equation \"%s\"", equation);
    String[] sides = equation.split("->", -1);
    String[] inputs = sides[0].split(",", -1);
    if (inputs.length != use.inputs().size() || sides.length > 2) {
      throw new InvalidException("the equation " + equation);
    }
    List<Factor> factors = new ArrayList<>();
    for (int k = 0; k < inputs.length; k++) {
      factors.add(diagonals(new Factor(use.in(k), spelled(inputs[k], use.in(k).rank()))));
    }
    String result =
        sides.length == 2 ? spelled(sides[1], -1) : implied(String.join("", inputs), factors);
    Factor product = factors.getFirst();
    for (int k = 1; k < factors.size(); k++) {
      String later = result;
      for (Factor rest : factors.subList(k + 1, factors.size())) {
        later += rest.letters();
      }
      product = product(product, factors.get(k), later);
    }
    return arranged(summed(product, result), result);
  }

  /** An ellipsis stands for the axes without letters: digits, counted from the last one. */
  private static String spelled(String letters, int rank) {
    if (!letters.contains("...")) {
      return letters;
    }
    int more = rank < 0 ? 0 : rank - (letters.length() - 3);
    StringBuilder digits = new StringBuilder();
    for (int k = more - 1; k >= 0; k--) {
      digits.append((char) ('0' + k));
    }
    return letters.replace("...", rank < 0 ? "." : digits);
  }

  /** Without a right side: the axes of ellipses, then the letters that stand once. */
  private static String implied(String inputs, List<Factor> factors) {
    StringBuilder result = new StringBuilder(inputs.contains("...") ? "." : "");
    Map<Character, Integer> counts = new TreeMap<>();
    inputs
        .replace("...", "")
        .chars()
        .filter(letter -> letter != ',')
        .forEach(letter -> counts.merge((char) letter, 1, Integer::sum));
    counts.forEach((letter, count) -> result.append(count == 1 ? letter + "" : ""));
    return factors.isEmpty() ? "" : result.toString();
  }

  /** A letter that stands twice is a diagonal: what lies beside it is taken for zero. */
  private Factor diagonals(Factor factor) {
    if (factor.letters().length() != factor.term().rank()) {
      throw new InvalidException(
          "%d axes for %s".formatted(factor.letters().length(), factor.term().shape()));
    }
    Factor plain = factor;
    for (int axis = 0; axis < plain.letters().length(); axis++) {
      char letter = plain.letters().charAt(axis);
      int first = plain.letters().indexOf(letter);
      if (first < axis) {
        Term x = plain.term();
        Term on =
            nodes.pointwise(
                x.type(),
                equal(operand(1), operand(2), operand(0), ZERO),
                x,
                nodes.count(x.extent(first), first, x.rank()),
                nodes.count(x.extent(axis), axis, x.rank()));
        Term sum = nodes.reduce(Reduction.SUM, List.of(axis), on);
        String letters = new StringBuilder(plain.letters()).deleteCharAt(axis).toString();
        plain = new Factor(ReductionOperators.without(nodes, sum, List.of(axis)), letters);
        axis--;
      }
    }
    for (int axis = 0; axis < plain.letters().length(); axis++) {
      int extent = plain.term().extent(axis);
      char letter = plain.letters().charAt(axis);
      int other = extents.merge(letter, extent, Math::max);
      InvalidException.unless(
          extent == other || extent == 1,
          "the letter %s for axes of %d and of %d elements",
          letter,
          extent,
          other);
    }
    return plain;
  }

  private Factor summed(Factor factor, String kept) {
    List<Integer> axes = new ArrayList<>();
    StringBuilder letters = new StringBuilder();
    for (int axis = 0; axis < factor.letters().length(); axis++) {
      char letter = factor.letters().charAt(axis);
      if (isKept(letter, kept)) {
        letters.append(letter);
      } else {
        axes.add(axis);
      }
    }
    Term sum = axes.isEmpty() ? factor.term() : nodes.reduce(Reduction.SUM, axes, factor.term());
    return new Factor(ReductionOperators.without(nodes, sum, axes), letters.toString());
  }

  private static boolean isKept(char letter, String kept) {
    return kept.indexOf(letter) >= 0 || (Character.isDigit(letter) && kept.contains("."));
  }

  private Factor product(Factor left, Factor right, String later) {
    Factor a = summed(left, right.letters() + later);
    Factor b = summed(right, left.letters() + later);
    StringBuilder batch = new StringBuilder();
    StringBuilder inner = new StringBuilder();
    for (int k = 0; k < a.letters().length(); k++) {
      char letter = a.letters().charAt(k);
      if (b.letters().indexOf(letter) >= 0) {
        (isKept(letter, later) ? batch : inner).append(letter);
      }
    }
    String both = batch.toString() + inner;
    String rows = without(a.letters(), both);
    String columns = without(b.letters(), both);
    Shape leftShape = Shape.of(size(batch), size(rows), size(inner));
    Shape rightShape = Shape.of(size(batch), size(inner), size(columns));
    Term x = nodes.reshape(arranged(a, batch + rows + inner), leftShape);
    Term y = nodes.reshape(arranged(b, batch.toString() + inner + columns), rightShape);
    String letters = batch + rows + columns;
    Term product = MatrixOperators.product(nodes, x, y);
    return new Factor(nodes.reshape(product, shape(letters)), letters);
  }

  private static String without(String letters, String others) {
    StringBuilder rest = new StringBuilder();
    letters
        .chars()
        .filter(letter -> others.indexOf(letter) < 0)
        .forEach(letter -> rest.append((char) letter));
    return rest.toString();
  }

  private int size(CharSequence letters) {
    return shape(letters).size();
  }

  private Shape shape(CharSequence letters) {
    return new Shape(letters.chars().mapToObj(letter -> extents.get((char) letter)).toList());
  }

  /** The axes in the order of the letters, stretched where they have one element. */
  private Term arranged(Factor factor, String letters) {
    StringBuilder wanted = new StringBuilder();
    for (int k = 0; k < letters.length(); k++) {
      char letter = letters.charAt(k);
      if (letter == '.') {
        factor
            .letters()
            .chars()
            .filter(Character::isDigit)
            .boxed()
            .sorted((p, q) -> Integer.compare(q, p))
            .forEach(digit -> wanted.append((char) digit.intValue()));
      } else {
        wanted.append(letter);
      }
    }
    if (wanted.length() != factor.letters().length()) {
      throw new InvalidException("the axes " + wanted + " of " + factor.letters());
    }
    List<Integer> order =
        wanted.chars().map(letter -> factor.letters().indexOf(letter)).boxed().toList();
    if (order.contains(-1) || order.stream().distinct().count() < order.size()) {
      throw new InvalidException("the axes " + wanted + " of " + factor.letters());
    }
    Term turned = nodes.transpose(factor.term(), order);
    Shape shape = shape(wanted);
    return turned.shape().equals(shape) ? turned : nodes.expand(turned, shape);
  }
}
