package dev.lathe.processor.formula;

/**
 * A function of numbered operands. {@link Formulas} makes formulas, and makes them simple.
 *
 * <p>Two formulas are equal if they are written alike.
 */
public sealed interface Formula {

  /** The value of operand number {@code index}, from 0. */
  record Operand(int index) implements Formula {
    @Override
    public String toString() {
      return "$" + index;
    }
  }

  /** A number. */
  record Constant(double value) implements Formula {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /** A function of one value. */
  record Unary(Function function, Formula a) implements Formula {
    @Override
    public String toString() {
      return function.title() + "(" + a + ")";
    }
  }

  /** A function of two values. */
  record Binary(Operator operator, Formula a, Formula b) implements Formula {
    @Override
    public String toString() {
      return switch (operator) {
        case ADD, SUBTRACT, MULTIPLY, DIVIDE -> "(" + a + " " + operator.title() + " " + b + ")";
        case MINIMUM, MAXIMUM, POWER -> operator.title() + "(" + a + ", " + b + ")";
      };
    }
  }

  /** {@code a OP b ? then : otherwise}. */
  record Select(Comparison comparison, Formula a, Formula b, Formula then, Formula otherwise)
      implements Formula {
    @Override
    public String toString() {
      String operator = comparison == Comparison.EQUAL ? "==" : ">";
      return "(%s %s %s ? %s : %s)".formatted(a, operator, b, then, otherwise);
    }
  }

  /** The functions of one value. */
  enum Function {
    NEGATE("-"),
    ABSOLUTE("abs"),
    SQUARE_ROOT("sqrt"),
    EXP("exp"),
    LOG("log"),
    /** {@code log(1 + x)}, exact for small x. */
    LOG1P("log1p"),
    TANH("tanh"),
    SIGMOID("sigmoid"),
    /** The error function, {@code 2/sqrt(pi)} times the integral of {@code exp(-t^2)} to x. */
    ERF("erf"),
    FLOOR("floor");

    private final String title;

    Function(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** The functions of two values. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MINIMUM("min"),
    MAXIMUM("max"),
    /** {@code a} to the power of {@code b}; NaN for a negative {@code a} unless b is whole. */
    POWER("pow");

    private final String title;

    Operator(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** How {@link Select} compares; false where either side is NaN. */
  enum Comparison {
    EQUAL,
    GREATER;

    /** Whether the comparison holds. */
    public boolean holds(double a, double b) {
      return switch (this) {
        case EQUAL -> a == b;
        case GREATER -> a > b;
      };
    }
  }
}
