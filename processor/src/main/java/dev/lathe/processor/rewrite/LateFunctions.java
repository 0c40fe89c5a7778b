package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Trees;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the functions of a formula that C2 would not inline. It stops to inline what is not the
 * JDK's after 18,000 nodes of its graph (NodeCountInliningCutoff), which are 50 to 60 calls of the
 * Vector API: with 56 the calls of an exponential were inlined, with 60 not any more. Exponentials
 * and the like are methods of the runtime that consist of such calls, so that a kernel has room for
 * about two. A kernel with one that is called took 20 times as long, and allocated.
 */
final class LateFunctions {

  /** Calls of the Vector API, those for constants included, behind which nothing is inlined. */
  private static final int MOST = 50;

  /** What no instruction takes: a selection is a comparison, a selection and a constant at most. */
  private static final int FEW = 3;

  private final Set<Formula> computed = new HashSet<>();
  private int calls;

  private LateFunctions() {}

  /**
   * What had better be computed before the rest of a formula, by itself: a part of it that has a
   * function, or the argument of one.
   */
  static Optional<Formula> piece(Formula formula) {
    Optional<Formula> late = new LateFunctions().late(formula);
    return late.map(
            function ->
                Trees.parts(function).stream()
                    .filter(part -> hasFunction(part) || function.equals(formula))
                    .filter(part -> !Trees.parts(part).isEmpty())
                    .findFirst()
                    .orElse(function))
        .filter(piece -> !piece.equals(formula));
  }

  /** Goes through a formula as a kernel does, to the first function that comes too late. */
  private Optional<Formula> late(Formula formula) {
    if (!(formula instanceof Formula.Constant) && !computed.add(formula)) {
      return Optional.empty();
    }
    for (Formula part : Trees.parts(formula)) {
      Optional<Formula> late = late(part);
      if (late.isPresent()) {
        return late;
      }
    }
    if (isFunction(formula) && calls + callsBeforeInner(formula) > MOST) {
      return Optional.of(formula);
    }
    calls += calls(formula);
    return Optional.empty();
  }

  private static boolean hasFunction(Formula formula) {
    return isFunction(formula)
        || Trees.parts(formula).stream().anyMatch(LateFunctions::hasFunction);
  }

  private static boolean isFunction(Formula formula) {
    return calls(formula) > FEW;
  }

  /** As {@code runtime.vector.VectorMath} has them, estimated by how much more C2 still inlined. */
  private static int calls(Formula formula) {
    return switch (formula) {
      case Formula.Operand _, Formula.Constant _ -> 1;
      case Formula.Unary(var function, Formula _) ->
          switch (function) {
            case NEGATE, ABSOLUTE, SQUARE_ROOT -> 1;
            case FLOOR -> 14;
            case EXP -> 41;
            case TANH, SIGMOID -> 46;
            case LOG -> 56;
            case LOG1P -> 66;
            case ERF -> 83;
          };
      case Formula.Binary(var operator, Formula _, Formula _) ->
          operator == Formula.Operator.POWER ? 130 : 1;
      case Formula.Select _ -> 2;
    };
  }

  /** Of these, how many precede another method that the function calls. */
  private static int callsBeforeInner(Formula formula) {
    return switch (formula) {
      case Formula.Unary(var function, Formula _) ->
          switch (function) {
            case SIGMOID -> 1;
            case LOG1P -> 2;
            case ERF -> 16;
            default -> 0;
          };
      // A power begins with a logarithm and goes on with an exponential.
      case Formula.Binary(var operator, Formula _, Formula _)
          when operator == Formula.Operator.POWER ->
          42;
      default -> 0;
    };
  }
}
