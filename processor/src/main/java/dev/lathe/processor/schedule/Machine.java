package dev.lathe.processor.schedule;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.loop.Budget;
import java.util.List;

/**
 * What the schedule knows of a processor, and what it is allowed there.
 *
 * @param label the name in comments, {@code 512-bit vectors}
 * @param lanes floats in a vector; 1 for a machine without vectors
 * @param registers vector registers that a tile may use
 * @param strict whether a program must have the same bits as those for the other machines
 * @param rounding whether weights may be rounded ({@link RoundedWeights})
 * @param transforming whether convolutions may be computed by transforms of tiles ({@link
 *     TransformChoice})
 */
public record Machine(
    String label,
    int lanes,
    int registers,
    boolean strict,
    boolean rounding,
    boolean transforming) {

  private Machine(String label, int lanes, int registers) {
    this(label, lanes, registers, false, false, false);
  }

  /**
   * The same machine, with what programs of a precision are allowed there: the one place that knows
   * what a precision means.
   */
  public Machine under(Precision precision) {
    return switch (precision) {
      case FAST -> new Machine(label, lanes, registers, false, true, true);
      case DIRECT -> new Machine(label, lanes, registers);
      case STRICT -> new Machine(label, lanes, registers, true, false, false);
    };
  }

  /** As under {@link Precision#STRICT}. */
  public Machine strictly() {
    return under(Precision.STRICT);
  }

  /** As under {@link Precision#FAST}. */
  public Machine rounded() {
    return under(Precision.FAST);
  }

  /**
   * The same machine, for a training: its weights change, and would have to be rounded and
   * transformed after each step.
   */
  public Machine forTraining() {
    return new Machine(label, lanes, registers, strict, false, false);
  }

  /** The same machine, for what reads no weights that may be rounded. */
  Machine exact() {
    return new Machine(label, lanes, registers, strict, false, transforming);
  }

  /** AVX-512. */
  public static final Machine VECTOR_512 =
      new Machine("512-bit vectors", 16, Budget.MANY_REGISTERS);

  /** AVX2. */
  public static final Machine VECTOR_256 = new Machine("256-bit vectors", 8, Budget.FEW_REGISTERS);

  /** NEON and SSE; NEON has 32 registers, but a tile that fits 16 spills on neither. */
  public static final Machine VECTOR_128 = new Machine("128-bit vectors", 4, Budget.FEW_REGISTERS);

  /** No Vector API: plain Java floats. */
  public static final Machine SCALAR = new Machine("scalars", 1, Budget.FEW_REGISTERS);

  /** What all of them are taken to have, since classes are chosen by the width of vectors alone. */
  public static final Caches CACHES = Caches.OF_SERVERS;

  /** Every machine that programs are written for, widest first. */
  public static final List<Machine> ALL = List.of(VECTOR_512, VECTOR_256, VECTOR_128, SCALAR);

  public boolean isScalar() {
    return lanes == 1;
  }

  /** {@code extent}, rounded up to whole vectors. */
  public int padded(int extent) {
    return Math.ceilDiv(extent, lanes) * lanes;
  }
}
