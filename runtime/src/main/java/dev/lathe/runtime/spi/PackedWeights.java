package dev.lathe.runtime.spi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The parameters of a network in the order in which its kernels read them.
 *
 * @param segment 64-byte aligned, little-endian floats: weights that vectors are read from and that
 *     do not stay in the first-level cache; freed by the garbage collector
 * @param array all other weights
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer: its identity is what matters
public record PackedWeights(MemorySegment segment, float[] array) {

  /** How floats lie in the segment: in the byte order in which generated kernels read vectors. */
  public static final ValueLayout.OfFloat LAYOUT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * A cache line, and the widest vector: a vector load from the segment never straddles two lines.
   */
  static final long ALIGNMENT = 64;

  /** Buffers of the packing's size, all zeros. */
  public static PackedWeights allocate(Packing packing) {
    return allocate(packing, packing.arrayFloats());
  }

  /**
   * The same with a longer array.
   *
   * @param arrayFloats at least as many as the packing has
   */
  public static PackedWeights allocate(Packing packing, int arrayFloats) {
    // An automatic arena, since nobody can tell when the last call that reads a snapshot has ended.
    MemorySegment segment =
        Arena.ofAuto().allocate((long) packing.segmentFloats() * Float.BYTES, ALIGNMENT);
    return new PackedWeights(segment, new float[arrayFloats]);
  }
}
