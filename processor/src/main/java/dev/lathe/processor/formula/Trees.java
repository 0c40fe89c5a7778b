package dev.lathe.processor.formula;

import dev.lathe.processor.formula.Formula.Binary;
import dev.lathe.processor.formula.Formula.Comparison;
import dev.lathe.processor.formula.Formula.Constant;
import dev.lathe.processor.formula.Formula.Function;
import dev.lathe.processor.formula.Formula.Operand;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.formula.Formula.Select;
import dev.lathe.processor.formula.Formula.Unary;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Formulas as trees. */
public final class Trees {
  private Trees() {}

  /** What a formula is made of, in the order of evaluation. */
  public static List<Formula> parts(Formula formula) {
    return switch (formula) {
      case Operand _, Constant _ -> List.of();
      case Unary(Function _, Formula a) -> List.of(a);
      case Binary(Operator _, Formula a, Formula b) -> List.of(a, b);
      case Select(Comparison _, var a, var b, var then, var otherwise) ->
          List.of(a, b, then, otherwise);
    };
  }

  /** The operands that a formula reads, in ascending order. */
  public static SortedSet<Integer> operands(Formula formula) {
    SortedSet<Integer> operands = new TreeSet<>();
    collect(formula, operands);
    return operands;
  }

  private static void collect(Formula formula, SortedSet<Integer> operands) {
    if (formula instanceof Operand(int index)) {
      operands.add(index);
    }
    parts(formula).forEach(part -> collect(part, operands));
  }

  /** The formula with other formulas in place of its operands, simplified again. */
  public static Formula substitute(Formula formula, IntFunction<Formula> operands) {
    return switch (formula) {
      case Operand(int index) -> operands.apply(index);
      case Constant _ -> formula;
      case Unary(Function function, Formula a) -> {
        Formula inner = substitute(a, operands);
        yield function == Function.NEGATE
            ? Formulas.negate(inner)
            : Formulas.unary(function, inner);
      }
      case Binary(Operator operator, Formula a, Formula b) ->
          Formulas.binary(operator, substitute(a, operands), substitute(b, operands));
      case Select(Comparison comparison, var a, var b, var then, var otherwise) ->
          Formulas.select(
              comparison,
              substitute(a, operands),
              substitute(b, operands),
              substitute(then, operands),
              substitute(otherwise, operands));
    };
  }

  /** The formula with {@code other} wherever it has {@code part}. */
  public static Formula replace(Formula formula, Formula part, Formula other) {
    if (formula.equals(part)) {
      return other;
    }
    return switch (formula) {
      case Operand _, Constant _ -> formula;
      case Unary(Function function, Formula a) -> new Unary(function, replace(a, part, other));
      case Binary(Operator operator, Formula a, Formula b) ->
          new Binary(operator, replace(a, part, other), replace(b, part, other));
      case Select(Comparison comparison, var a, var b, var then, var otherwise) ->
          new Select(
              comparison,
              replace(a, part, other),
              replace(b, part, other),
              replace(then, part, other),
              replace(otherwise, part, other));
    };
  }
}
