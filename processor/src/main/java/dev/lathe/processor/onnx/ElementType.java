package dev.lathe.processor.onnx;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of a tensor's elements. */
public enum ElementType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  UINT16(4, 2),
  INT16(5, 2),
  INT32(6, 4),
  INT64(7, 8),
  STRING(8, 0),
  BOOL(9, 1),
  FLOAT16(10, 2),
  DOUBLE(11, 8),
  UINT32(12, 4),
  UINT64(13, 8),
  BFLOAT16(16, 2);

  private final int number;
  private final int bytes;

  ElementType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** The type with the given number in a file; empty for types that are not read. */
  public static Optional<ElementType> of(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /** The type of the given name, as old files write it: {@code FLOAT}. */
  public static Optional<ElementType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** The type's number in a file. */
  int number() {
    return number;
  }

  /** How many bytes an element has among raw data; 0 if it has no fixed size. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloat() {
    return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16;
  }

  public boolean isInteger() {
    return !isFloat() && this != STRING && this != BOOL;
  }

  /** Whether it has negative numbers. */
  public boolean isSigned() {
    return this != UINT8 && this != UINT16 && this != UINT32 && this != UINT64 && this != BOOL;
  }

  /** The element nearest to a number, as a conversion to this type has it. */
  public double cast(double x) {
    return switch (this) {
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16, STRING -> x;
      case BOOL -> x == 0 ? 0 : 1;
      case INT8 -> (byte) (long) x;
      case INT16 -> (short) (long) x;
      case INT32 -> (int) (long) x;
      case UINT8 -> (long) x & 0xff;
      case UINT16 -> (long) x & 0xffff;
      case UINT32 -> (long) x & 0xffff_ffffL;
      case INT64 -> (double) (long) x;
      case UINT64 -> x >= 0x1p63 ? x : OnnxTensor.unsigned((long) x);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
