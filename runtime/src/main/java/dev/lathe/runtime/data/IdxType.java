package dev.lathe.runtime.data;

import org.jspecify.annotations.Nullable;

/** The element types of the IDX format; numbers are big-endian. */
public enum IdxType {
  /** Unsigned bytes. */
  UBYTE(0x08, 1),
  /** Signed bytes. */
  BYTE(0x09, 1),
  /** 16-bit integers. */
  SHORT(0x0B, 2),
  /** 32-bit integers. */
  INT(0x0C, 4),
  /** 32-bit floats. */
  FLOAT(0x0D, 4),
  /** 64-bit floats. */
  DOUBLE(0x0E, 8);

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The size of an element. */
  public int bytes() {
    return bytes;
  }

  /** Whether all its values are whole numbers. */
  boolean isInteger() {
    return this != FLOAT && this != DOUBLE;
  }

  static @Nullable IdxType ofCode(int code) {
    for (IdxType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
