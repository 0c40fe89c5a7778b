package dev.lathe.processor.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * What a kernel costs of the things that HotSpot has little of. The limits are measured on JDK 25;
 * a kernel beyond one of them is not wrong, but may run many times slower.
 *
 * @param vectorCalls calls of the Vector API in the method's text, in loops or not
 * @param segmentReads those of them that read vectors from a segment
 * @param linesAhead cache lines that are read ahead, for which C1 inlines as much but makes no
 *     vector
 * @param bytecodes upper estimate of the method's size in bytes
 * @param liveVectors most variables that hold a vector at one time; temporary values are not
 *     counted
 */
public record Budget(
    int vectorCalls, int segmentReads, int linesAhead, int bytecodes, int liveVectors) {

  /**
   * A method of more than about 150 calls of the Vector API may never reach C2: C1 inlines the
   * calls, runs out of virtual registers at tier 3, and leaves the method at tier 2, up to 200
   * times slower an operation. A loop in the method rescues it sometimes, not always.
   */
  public static final int MOST_VECTOR_CALLS = 140;

  /**
   * What C1 inlines for a read from a segment takes about as many virtual registers as four other
   * calls: methods of 97, 118 and 137 calls failed with 42, 48 and 55 such reads among them,
   * methods of 135 with 18 did not.
   */
  public static final int SEGMENT_READ = 4;

  /** The most calls if reads from segments count {@link #SEGMENT_READ}: 189 passed, 223 failed. */
  public static final int MOST_WEIGHTED_CALLS = 190;

  /** HotSpot never compiles a method of more than 8,000 bytecodes; the rest is a margin. */
  public static final int MOST_BYTECODES = 6_000;

  /** AVX-512 and NEON have 32 vector registers. */
  public static final int MANY_REGISTERS = 32;

  /** SSE and AVX2 have 16: a tile made for 32 spills there in every iteration. */
  public static final int FEW_REGISTERS = 16;

  /**
   * Lanes from which on vectors are AVX-512's: 128-bit vectors may be SSE's, 256-bit vectors
   * AVX2's.
   */
  private static final int WIDE_LANES = 16;

  /** What a kernel costs. */
  public static Budget of(Kernel kernel) {
    return new Budget(
        VectorCalls.count(kernel),
        VectorCalls.segmentReads(kernel),
        kernel.linesAhead(),
        Bytecodes.estimate(kernel),
        LiveVectors.most(kernel));
  }

  /** The vector registers that can be relied on for vectors of this many lanes. */
  public static int registers(int lanes) {
    return lanes >= WIDE_LANES ? MANY_REGISTERS : FEW_REGISTERS;
  }

  /** What is beyond a limit, one line each; empty if HotSpot will compile everything well. */
  public static List<String> violations(Program program) {
    List<String> violations = new ArrayList<>();
    for (Kernel kernel : program.kernels()) {
      String where = "kernel " + kernel.name() + ": ";
      for (String violation : of(kernel).violations(registers(program.lanes()))) {
        violations.add(where + violation);
      }
    }
    return violations;
  }

  /** Whether a kernel is within all limits. */
  public static boolean fits(Kernel kernel, int lanes) {
    return of(kernel).violations(registers(lanes)).isEmpty();
  }

  private List<String> violations(int registers) {
    List<String> violations = new ArrayList<>();
    check(vectorCalls, MOST_VECTOR_CALLS, "calls of the Vector API", violations);
    int weighted =
        vectorCalls + (SEGMENT_READ - 1) * segmentReads + (SEGMENT_READ - 1) * linesAhead;
    check(weighted, MOST_WEIGHTED_CALLS, "calls weighted for C1", violations);
    check(bytecodes, MOST_BYTECODES, "bytecodes", violations);
    check(liveVectors, registers, "vectors live at one time", violations);
    return violations;
  }

  private static void check(int actual, int most, String what, List<String> violations) {
    if (actual > most) {
      violations.add("%d %s, at most %d are compiled well".formatted(actual, what, most));
    }
  }
}
