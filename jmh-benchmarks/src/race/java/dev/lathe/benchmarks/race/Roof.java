package dev.lathe.benchmarks.race;

import dev.lathe.runtime.spi.PackedWeights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the machine can do at most: multiply-adds that wait for nothing, and reading memory from one
 * end to the other. Either takes about a tenth of a millisecond to some milliseconds a call.
 */
final class Roof {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int ROUNDS = 5_000;

  /** Sums that do not wait for each other: two units with a latency of four want eight. */
  private static final int SUMS = 12;

  private static final int MEGABYTES = 64;

  private final MemorySegment memory =
      Arena.ofAuto().allocate((long) MEGABYTES << 20, SPECIES.vectorByteSize());

  /** Results: work without any might be left out. */
  private float sink = 1;

  /** Fills the memory, so that its pages are there. */
  Roof() {
    for (long i = 0; i < memory.byteSize() / Float.BYTES; i++) {
      memory.setAtIndex(PackedWeights.LAYOUT, i, 1f);
    }
  }

  /** How many floating-point operations {@link #arithmetic} does, a multiply-add being two. */
  static double operations() {
    return 2.0 * SPECIES.length() * SUMS * ROUNDS;
  }

  /** How many bytes {@link #bandwidth} reads. */
  static double bytes() {
    return (double) ((long) MEGABYTES << 20);
  }

  /** Multiply-adds in registers. */
  void arithmetic() {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector y = FloatVector.broadcast(SPECIES, sink * 1e-9f);
    FloatVector s0 = y;
    FloatVector s1 = y;
    FloatVector s2 = y;
    FloatVector s3 = y;
    FloatVector s4 = y;
    FloatVector s5 = y;
    FloatVector s6 = y;
    FloatVector s7 = y;
    FloatVector s8 = y;
    FloatVector s9 = y;
    FloatVector s10 = y;
    FloatVector s11 = y;
    for (int i = 0; i < ROUNDS; i++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    FloatVector high = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    sink = low.add(high).lane(0) * 1e-9f;
  }

  /** The sum of 64 MB, read in four places at once: one stream alone waits for memory. */
  void bandwidth() {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    long part = memory.byteSize() / 4;
    for (long i = 0; i < part; i += SPECIES.vectorByteSize()) {
      s0 = s0.add(read(i));
      s1 = s1.add(read(i + part));
      s2 = s2.add(read(i + 2 * part));
      s3 = s3.add(read(i + 3 * part));
    }
    sink = s0.add(s1).add(s2).add(s3).lane(0) * 1e-9f;
  }

  private FloatVector read(long offset) {
    return FloatVector.fromMemorySegment(SPECIES, memory, offset, ByteOrder.LITTLE_ENDIAN);
  }
}
