package dev.lathe.processor.onnx;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of a tensor's elements. */
public enum ElementType {
  FLOAT(1, 32),
  UINT8(2, 8),
  INT8(3, 8),
  UINT16(4, 16),
  INT16(5, 16),
  INT32(6, 32),
  INT64(7, 64),
  STRING(8, 0),
  BOOL(9, 8),
  FLOAT16(10, 16),
  DOUBLE(11, 64),
  UINT32(12, 32),
  UINT64(13, 64),
  BFLOAT16(16, 16),
  FLOAT8E4M3FN(17, 8),
  FLOAT8E4M3FNUZ(18, 8),
  FLOAT8E5M2(19, 8),
  FLOAT8E5M2FNUZ(20, 8),
  UINT4(21, 4),
  INT4(22, 4);

  private final int number;
  private final int bits;

  ElementType(int number, int bits) {
    this.number = number;
    this.bits = bits;
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

  /** How many bits an element has among raw data; 0 if it has no fixed size. */
  public int bits() {
    return bits;
  }

  public boolean isFloat() {
    return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16 || isSmallFloat();
  }

  /** Whether it is one of the floats of 8 bits, which nothing is rounded to. */
  public boolean isSmallFloat() {
    return number >= FLOAT8E4M3FN.number && number <= FLOAT8E5M2FNUZ.number;
  }

  public boolean isInteger() {
    return !isFloat() && this != STRING && this != BOOL;
  }

  /** Whether it has negative numbers. */
  public boolean isSigned() {
    return switch (this) {
      case UINT4, UINT8, UINT16, UINT32, UINT64, BOOL -> false;
      default -> true;
    };
  }

  /** The element nearest to a number, as a conversion to this type has it. */
  public double cast(double x) {
    return switch (this) {
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16, STRING -> x;
      case FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ -> x;
      case INT4 -> (long) x << 60 >> 60;
      case UINT4 -> (long) x & 0xf;
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
