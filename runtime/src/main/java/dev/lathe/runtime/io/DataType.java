package dev.lathe.runtime.io;

import java.nio.ByteBuffer;

/** The element types of the format, under the names that stand in files. */
public enum DataType {
  BOOL(8),
  F4(4),
  F6_E2M3(6),
  F6_E3M2(6),
  U8(8),
  I8(8),
  F8_E5M2(8),
  F8_E4M3(8),
  F8_E8M0(8),
  I16(16),
  U16(16),
  F16(16),
  BF16(16),
  I32(32),
  U32(32),
  F32(32),
  C64(64),
  F64(64),
  I64(64),
  U64(64);

  private final int bits;

  DataType(int bits) {
    this.bits = bits;
  }

  /** The size of an element. */
  public int bits() {
    return bits;
  }

  /**
   * Whether elements can be read as float32: F32 as it is, F64 rounded, F16 and BF16 widened
   * exactly.
   */
  public boolean isFloat() {
    return switch (this) {
      case F32, F64, F16, BF16 -> true;
      default -> false;
    };
  }

  /** Takes {@code count} elements out of a little-endian buffer. */
  void decode(ByteBuffer bytes, float[] values, int offset, int count) {
    switch (this) {
      case F32 -> {
        bytes.asFloatBuffer().get(values, offset, count);
        bytes.position(bytes.position() + count * Float.BYTES);
      }
      case F64 -> {
        for (int i = 0; i < count; i++) {
          values[offset + i] = (float) bytes.getDouble();
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          values[offset + i] = Float.float16ToFloat(bytes.getShort());
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          values[offset + i] = Float.intBitsToFloat(bytes.getShort() << 16);
        }
      }
      default -> throw new IllegalArgumentException(this + " is not read as float32");
    }
  }
}
