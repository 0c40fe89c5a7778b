package dev.lathe.processor.export;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formula.Binary;
import dev.lathe.processor.formula.Formula.Comparison;
import dev.lathe.processor.formula.Formula.Constant;
import dev.lathe.processor.formula.Formula.Function;
import dev.lathe.processor.formula.Formula.Operand;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.formula.Formula.Select;
import dev.lathe.processor.formula.Formula.Unary;
import dev.lathe.processor.formula.Formulas;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formulas as trees of element-wise operators; what is equal is computed once. */
final class FormulaWriter {
  private final Sheet sheet;
  private final String name;
  private final List<String> operands;
  private final Map<Formula, String> written = new HashMap<>();

  /**
   * @param name of the node that the formula belongs to
   * @param operands their names in the file
   */
  FormulaWriter(Sheet sheet, String name, List<String> operands) {
    this.sheet = sheet;
    this.name = name;
    this.operands = List.copyOf(operands);
  }

  /** Writes the formula; the last node has the name given. */
  String write(Formula formula) {
    return switch (formula) {
      case Operand _, Constant _ ->
          sheet.add(sheet.name(name), "Identity", List.of(inner(formula)));
      default -> operator(formula, sheet.name(name));
    };
  }

  private String inner(Formula formula) {
    if (formula instanceof Operand(int index)) {
      return operands.get(index);
    }
    if (formula instanceof Constant(double value)) {
      return sheet.figure(value);
    }
    String before = written.get(formula);
    if (before != null) {
      return before;
    }
    String result =
        operator(formula, sheet.name(name + "." + type(formula).toLowerCase(Locale.ROOT)));
    written.put(formula, result);
    return result;
  }

  private String operator(Formula formula, String output) {
    return switch (formula) {
      case Unary(Function function, Unary(Function exp, Formula a))
          when function == Function.LOG1P && exp == Function.EXP ->
          sheet.add(output, "Softplus", List.of(inner(a)));
      case Unary(Function function, Formula a) when function == Function.LOG1P ->
          sheet.add(output, "Log", List.of(inner(Formulas.add(a, Formulas.ONE))));
      case Unary(Function _, Formula a) -> sheet.add(output, type(formula), List.of(inner(a)));
      case Binary(Operator _, Formula a, Formula b) ->
          sheet.add(output, type(formula), List.of(inner(a), inner(b)));
      case Select(Comparison comparison, var a, var b, var then, var otherwise) -> {
        String compared = comparison == Comparison.GREATER ? "Greater" : "Equal";
        String condition =
            sheet.add(
                sheet.name(name + "." + compared.toLowerCase(Locale.ROOT)),
                compared,
                List.of(inner(a), inner(b)));
        yield sheet.add(output, "Where", List.of(condition, inner(then), inner(otherwise)));
      }
      case Operand _, Constant _ -> throw new IllegalArgumentException(formula.toString());
    };
  }

  private static String type(Formula formula) {
    return switch (formula) {
      case Unary(Function function, Formula _) ->
          switch (function) {
            case NEGATE -> "Neg";
            case ABSOLUTE -> "Abs";
            case SQUARE_ROOT -> "Sqrt";
            case EXP -> "Exp";
            case LOG, LOG1P -> "Log";
            case TANH -> "Tanh";
            case SIGMOID -> "Sigmoid";
            case ERF -> "Erf";
            case FLOOR -> "Floor";
          };
      case Binary(Operator operator, Formula _, Formula _) ->
          switch (operator) {
            case ADD -> "Add";
            case SUBTRACT -> "Sub";
            case MULTIPLY -> "Mul";
            case DIVIDE -> "Div";
            case MINIMUM -> "Min";
            case MAXIMUM -> "Max";
            case POWER -> "Pow";
          };
      case Select _ -> "Where";
      case Operand _, Constant _ -> "Identity";
    };
  }
}
