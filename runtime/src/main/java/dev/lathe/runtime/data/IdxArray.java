package dev.lathe.runtime.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/** The contents of an IDX file: an array of numbers of one type, row-major. It is immutable. */
public final class IdxArray {

  private static final VarHandle SHORT = big(short[].class);
  private static final VarHandle INT = big(int[].class);
  private static final VarHandle FLOAT = big(float[].class);
  private static final VarHandle DOUBLE = big(double[].class);

  private final String name;
  private final IdxType type;
  private final int[] shape;
  private final byte[] bytes;
  private final int offset;
  private final int size;

  /** Takes over {@code bytes}, in which the elements begin at {@code offset}. */
  IdxArray(String name, IdxType type, int[] shape, byte[] bytes, int offset) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
    this.offset = offset;
    this.size = (bytes.length - offset) / type.bytes();
  }

  private static VarHandle big(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  /** The file that it was read from, for messages. */
  public String name() {
    return name;
  }

  /** The type of the elements. */
  public IdxType type() {
    return type;
  }

  /** The extents, at least one. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many elements there are. */
  public int size() {
    return size;
  }

  /** Element {@code index} in row-major order; every type fits a double exactly. */
  public double get(int index) {
    int at = offset + Objects.checkIndex(index, size) * type.bytes();
    return switch (type) {
      case UBYTE -> bytes[at] & 0xFF;
      case BYTE -> bytes[at];
      case SHORT -> (short) SHORT.get(bytes, at);
      case INT -> (int) INT.get(bytes, at);
      case FLOAT -> (float) FLOAT.get(bytes, at);
      case DOUBLE -> (double) DOUBLE.get(bytes, at);
    };
  }

  /** All elements, rounded to float where the type is wider. */
  public float[] toFloats() {
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = (float) get(i);
    }
    return floats;
  }

  /** The elements of a byte type. */
  byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, bytes.length);
  }

  @Override
  public String toString() {
    return name + ": " + type + Arrays.toString(shape);
  }
}
