package dev.lathe.processor.loop;

/** A value of one or more lanes. Operands of one expression have the same number of lanes. */
public sealed interface Expression {

  /** The number of lanes: 1 is a scalar. */
  int lanes();

  /** A variable's value. */
  record Read(Local local) implements Expression {
    @Override
    public int lanes() {
      return local.lanes();
    }
  }

  /** {@code lanes} consecutive floats from {@code index} on. */
  record Load(Buffer buffer, Index index, int lanes) implements Expression {}

  /** One float of memory in every lane. With one lane it is a scalar read. */
  record Broadcast(Buffer buffer, Index index, int lanes) implements Expression {}

  /** A scalar variable's value in every lane. */
  record Spread(Local scalar, int lanes) implements Expression {}

  /** A constant in every lane. */
  record Constant(float value, int lanes) implements Expression {}

  /**
   * {@code a * b + c}; fused with one rounding on vectors.
   *
   * @param strict whether scalars, too, have one rounding; otherwise they may have two
   */
  record MultiplyAdd(Expression a, Expression b, Expression c, boolean strict)
      implements Expression {
    @Override
    public int lanes() {
      return a.lanes();
    }
  }

  /** A function of two values, lane by lane. */
  record Binary(Operator operator, Expression a, Expression b) implements Expression {
    @Override
    public int lanes() {
      return a.lanes();
    }
  }

  /** The functions of two values. */
  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    /** As {@link Math#max(float, float)}: NaN wins, and 0 is larger than -0. */
    MAXIMUM,
    /** As {@link Math#min(float, float)}: NaN wins, and -0 is smaller than 0. */
    MINIMUM,
    /** {@code a} to the power of {@code b}: NaN for a negative a unless b is whole. */
    POWER;

    /** Whether lanes can be folded by it. */
    public boolean folds() {
      return this == ADD || this == MAXIMUM || this == MINIMUM;
    }
  }

  /** A function of one value, lane by lane. */
  record Unary(Function function, Expression a) implements Expression {
    @Override
    public int lanes() {
      return a.lanes();
    }
  }

  /** The functions of one value. */
  enum Function {
    NEGATE,
    ABSOLUTE,
    SQUARE_ROOT,
    FLOOR,
    EXP,
    /** The natural logarithm. */
    LOG,
    /** {@code log(1 + x)}. */
    LOG1P,
    TANH,
    SIGMOID,
    /** The error function. */
    ERF;

    /** Whether it is one instruction, not a polynomial of the runtime. */
    public boolean isInstruction() {
      return this == NEGATE || this == ABSOLUTE || this == SQUARE_ROOT;
    }
  }

  /** {@code a OP b ? then : otherwise}, lane by lane. */
  record Select(
      Comparison comparison, Expression a, Expression b, Expression then, Expression otherwise)
      implements Expression {
    @Override
    public int lanes() {
      return then.lanes();
    }
  }

  /** How {@link Select} compares; false where either side is NaN. */
  enum Comparison {
    EQUAL,
    GREATER
  }

  /**
   * The sums of pairs of lanes that are {@code distance} apart: of {@code a} in the lanes whose
   * number has not that bit, of {@code b} in the others. Half as many vectors hold them; done with
   * 8, 4, 2 and 1, lane i of the vector that is left is the sum of the i-th of 16.
   *
   * @param distance a power of 2, less than there are lanes
   * @param a in a variable, since it is used twice
   * @param b in a variable, too
   */
  record PairSum(int distance, Read a, Read b) implements Expression {
    @Override
    public int lanes() {
      return a.lanes();
    }
  }

  /**
   * Every second lane of two vectors, of {@code a} and then of {@code b}: with even numbers, or
   * with odd ones.
   *
   * @param first 0 or 1
   * @param a in a variable, since it is used for both
   * @param b in a variable, too
   */
  record Unzip(int first, Read a, Read b) implements Expression {
    @Override
    public int lanes() {
      return a.lanes();
    }
  }

  /**
   * What a word carries in its upper three bytes: a float whose lowest byte is 0.
   *
   * @param word in a variable, since its lowest byte is read for another one
   */
  record Carrier(Read word) implements Expression {
    @Override
    public int lanes() {
      return word.lanes();
    }
  }

  /**
   * What three words carry in their lowest bytes: the float of the bits {@code a << 24 ^ b << 16 ^
   * c << 8}.
   */
  record Carried(Read a, Read b, Read c) implements Expression {
    @Override
    public int lanes() {
      return a.lanes();
    }
  }

  /** Folds the lanes of a vector to a scalar by {@code ADD}, {@code MAXIMUM} or {@code MINIMUM}. */
  record Reduce(Operator operator, Expression vector) implements Expression {
    @Override
    public int lanes() {
      return 1;
    }
  }
}
