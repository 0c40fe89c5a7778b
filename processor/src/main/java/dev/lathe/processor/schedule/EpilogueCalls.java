package dev.lathe.processor.schedule;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Trees;
import java.util.HashSet;
import java.util.Set;

/**
 * How many calls of the Vector API a function takes for each vector in an epilogue, which stands in
 * the method once for each register of the tile. Polynomials, as of TANH and SIGMOID, are too long:
 * some 28 of them exceed what HotSpot compiles in one method.
 */
final class EpilogueCalls {

  /** Those of hard swish; more would leave too little of a method to the tile. */
  private static final int MOST = 7;

  private EpilogueCalls() {}

  /**
   * The number of calls.
   *
   * @param isShort whether bounds are a comparison and a selection, which are fewer instructions
   */
  static int of(Formula formula, boolean isShort) {
    return count(formula, isShort, new HashSet<>());
  }

  /** The number of different constants: each is a call, too, once a tile or once a vector. */
  static int constants(Formula formula) {
    Set<Formula> constants = new HashSet<>();
    collect(formula, constants);
    return constants.size();
  }

  /** Whether a formula has few calls, each of them an instruction or two. */
  static boolean areFew(Formula formula) {
    return !isLong(formula) && of(formula, false) <= MOST;
  }

  private static int count(Formula formula, boolean isShort, Set<Formula> seen) {
    if (Trees.parts(formula).isEmpty() || !seen.add(formula)) {
      return 0;
    }
    int calls =
        switch (formula) {
          case Formula.Select _ -> 2;
          case Formula.Binary(var operator, var _, var _) -> isShort && isBound(operator) ? 2 : 1;
          default -> 1;
        };
    for (Formula part : Trees.parts(formula)) {
      calls += count(part, isShort, seen);
    }
    return calls;
  }

  private static void collect(Formula formula, Set<Formula> constants) {
    if (formula instanceof Formula.Constant) {
      constants.add(formula);
    }
    Trees.parts(formula).forEach(part -> collect(part, constants));
  }

  private static boolean isBound(Formula.Operator operator) {
    return operator == Formula.Operator.MAXIMUM || operator == Formula.Operator.MINIMUM;
  }

  /**
   * Whether there is anything in it that is more than an instruction; or a division, which is slow
   * and tells the zeros apart that a bound may leave.
   */
  private static boolean isLong(Formula formula) {
    boolean own =
        switch (formula) {
          case Formula.Unary(var function, var _) ->
              switch (function) {
                case NEGATE, ABSOLUTE, SQUARE_ROOT -> false;
                case EXP, LOG, LOG1P, TANH, SIGMOID, ERF, FLOOR -> true;
              };
          case Formula.Binary(var operator, var _, var _) ->
              operator == Formula.Operator.POWER || operator == Formula.Operator.DIVIDE;
          default -> false;
        };
    return own || Trees.parts(formula).stream().anyMatch(EpilogueCalls::isLong);
  }
}
