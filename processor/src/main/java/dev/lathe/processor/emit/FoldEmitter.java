package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.FoldedParameter;
import dev.lathe.processor.memory.PackedFold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes parameters into which normalisations are folded. Each formula is a method; networks have
 * two or three, however many layers are normalised.
 */
final class FoldEmitter {
  private final String className;
  private final Map<Formula, Method> methods = new LinkedHashMap<>();

  /**
   * A formula's method.
   *
   * @param base its name but for a number
   * @param figures what the operands are called where it was seen first
   */
  private record Method(String base, String name, List<String> figures) {
    String javadoc() {
      String what =
          switch (base) {
            case "factorOfMap" -> "What a map's elements are multiplied by";
            case "addendOfMap" -> "What is added to a map's elements";
            default -> "Nothing is added to a map's elements";
          };
      return base.equals("nothing") || figures.isEmpty()
          ? what + ".\n"
          : what + "; p is its " + Prose.javadoc(String.join(", ", figures)) + ".\n";
    }
  }

  /** Writes for a class whose methods the formulas become. */
  FoldEmitter(String className) {
    this.className = className;
  }

  Doc fold(PackedFold fold) {
    FoldedParameter folding = fold.folding();
    FoldedParameter.Maps maps = folding.maps();
    List<Doc> arguments = new ArrayList<>();
    arguments.add(Doc.string(fold.name()));
    arguments.add(Doc.string(folding.own().orElse("")));
    arguments.add(
        Doc.text(
            "%d, %d, %d, %d, %d"
                .formatted(fold.size(), maps.count(), maps.inner(), maps.each(), maps.block())));
    if (!maps.order().isEmpty()) {
      Doc[] order =
          maps.order().stream().map(map -> Doc.text(String.valueOf(map))).toArray(Doc[]::new);
      arguments.add(Doc.call(Names.LIST, "of", order));
    }
    List<String> figures = folding.operands().stream().map(FoldEmitter::ending).toList();
    arguments.add(method("factor", folding.slope(), figures));
    arguments.add(method("addend", folding.offset(), figures));
    folding.operands().forEach(operand -> arguments.add(Doc.string(operand)));
    return Doc.of(
        Doc.text("new "), Doc.type(Names.FOLD), Doc.arguments(arguments.toArray(Doc[]::new)));
  }

  /**
   * A method of the given role; where the network has several formulas of one, a number follows.
   */
  private Doc method(String role, Formula formula, List<String> figures) {
    String base = Formulas.isZero(formula) ? "nothing" : role + "OfMap";
    Method method =
        methods.computeIfAbsent(
            formula,
            _ -> {
              long others = methods.values().stream().filter(m -> m.base.equals(base)).count();
              return new Method(base, others == 0 ? base : base + (others + 1), figures);
            });
    return Doc.text(className + "::" + method.name);
  }

  /** {@code running_var} of {@code layer1.bn.running_var}. */
  private static String ending(String parameter) {
    return parameter.substring(parameter.lastIndexOf('.') + 1);
  }

  /** Adds the methods of all formulas that have been named. */
  void addMethods(TypeSpec.Builder target) {
    methods.forEach(
        (formula, method) -> {
          Layout layout = new Layout();
          layout.statement(Doc.of(Doc.text("return "), java(formula)));
          target.addMethod(
              MethodSpec.methodBuilder(method.name)
                  .addJavadoc("$L", method.javadoc())
                  .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                  .returns(TypeName.DOUBLE)
                  .addParameter(double[].class, "p")
                  .addCode(layout.code())
                  .build());
        });
  }

  /** An operand of an operator stands in brackets unless it is a name, a number or a call. */
  private static Doc operand(Formula formula) {
    boolean infix =
        switch (formula) {
          case Formula.Binary(Formula.Operator operator, var _, var _) -> isInfix(operator);
          case Formula.Unary(Formula.Function function, var _) -> isPrefix(function);
          default -> false;
        };
    return infix ? Doc.of(Doc.text("("), java(formula), Doc.text(")")) : java(formula);
  }

  private static boolean isInfix(Formula.Operator operator) {
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
      case MINIMUM, MAXIMUM, POWER -> false;
    };
  }

  private static boolean isPrefix(Formula.Function function) {
    return function == Formula.Function.NEGATE || function == Formula.Function.SIGMOID;
  }

  private static Doc java(Formula formula) {
    return switch (formula) {
      case Formula.Operand(int index) -> Doc.text("p[" + index + "]");
      case Formula.Constant(double value) -> Doc.text(constant(value));
      case Formula.Unary(Formula.Function function, Formula a) -> function(function, a);
      case Formula.Binary(Formula.Operator operator, Formula a, Formula b) ->
          switch (operator) {
            case ADD -> Doc.infix(operand(a), "+", operand(b));
            case SUBTRACT -> Doc.infix(operand(a), "-", operand(b));
            case MULTIPLY -> Doc.infix(operand(a), "*", operand(b));
            case DIVIDE -> Doc.infix(operand(a), "/", operand(b));
            case MINIMUM -> Doc.call(Names.MATH, "min", java(a), java(b));
            case MAXIMUM -> Doc.call(Names.MATH, "max", java(a), java(b));
            case POWER -> Doc.call(Names.MATH, "pow", java(a), java(b));
          };
      case Formula.Select select -> throw new IllegalArgumentException("not folded: " + select);
    };
  }

  private static Doc function(Formula.Function function, Formula a) {
    return switch (function) {
      case NEGATE -> Doc.of(Doc.text("-"), operand(a));
      case ABSOLUTE -> Doc.call(Names.MATH, "abs", java(a));
      case SQUARE_ROOT -> Doc.call(Names.MATH, "sqrt", java(a));
      case EXP -> Doc.call(Names.MATH, "exp", java(a));
      case LOG -> Doc.call(Names.MATH, "log", java(a));
      case LOG1P -> Doc.call(Names.MATH, "log1p", java(a));
      case TANH -> Doc.call(Names.MATH, "tanh", java(a));
      case FLOOR -> Doc.call(Names.MATH, "floor", java(a));
      case SIGMOID -> {
        Doc exponential = Doc.call(Names.MATH, "exp", Doc.of(Doc.text("-"), operand(a)));
        Doc sum = Doc.of(Doc.text("("), Doc.infix(Doc.text("1"), "+", exponential), Doc.text(")"));
        yield Doc.infix(Doc.text("1"), "/", sum);
      }
      case ERF -> throw new IllegalArgumentException("not folded: " + function);
    };
  }

  private static String constant(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return value < 0 ? "(" + value + ")" : Double.toString(value);
  }
}
