package dev.lathe.processor.onnx;

import dev.lathe.processor.graph.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Elements of one type, row-major. Those of a file are decoded when they are asked for. Numbers are
 * doubles, so that integers are exact up to 2^53.
 */
public final class OnnxTensor {
  private final String name;
  private final ElementType type;
  private final Shape shape;
  private final ByteBuffer raw;
  private final double[] elements;

  private OnnxTensor(
      String name, ElementType type, Shape shape, ByteBuffer raw, double[] elements) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.raw = raw;
    this.elements = elements;
  }

  /** A tensor of the given numbers, which are not copied. */
  public static OnnxTensor of(String name, ElementType type, Shape shape, double... elements) {
    if (elements.length != shape.size()) {
      throw new IllegalArgumentException(
          "%s of shape %s has %d elements".formatted(name, shape, elements.length));
    }
    return new OnnxTensor(name, type, shape, ByteBuffer.allocate(0), elements);
  }

  /** A tensor of floats. */
  public static OnnxTensor of(String name, Shape shape, float... elements) {
    if (elements.length != shape.size()) {
      throw new IllegalArgumentException(
          "%s of shape %s has %d elements".formatted(name, shape, elements.length));
    }
    ByteBuffer raw =
        ByteBuffer.allocate(Math.multiplyExact(elements.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(elements);
    return raw(name, ElementType.FLOAT, shape, raw);
  }

  /** A tensor of whole numbers. */
  public static OnnxTensor of(String name, Shape shape, long... elements) {
    ByteBuffer raw =
        ByteBuffer.allocate(Math.multiplyExact(elements.length, Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(elements);
    return raw(name, ElementType.INT64, shape, raw);
  }

  /** A tensor whose elements lie in a file's bytes. */
  static OnnxTensor raw(String name, ElementType type, Shape shape, ByteBuffer raw) {
    return new OnnxTensor(
        name, type, shape, raw.slice().order(ByteOrder.LITTLE_ENDIAN), new double[0]);
  }

  public String name() {
    return name;
  }

  public ElementType type() {
    return type;
  }

  public Shape shape() {
    return shape;
  }

  public int size() {
    return shape.size();
  }

  /** One element. */
  public double element(int index) {
    return elements.length > 0 ? elements[index] : decode(index);
  }

  /** A copy of all elements. */
  public double[] elements() {
    double[] copy = new double[size()];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = element(k);
    }
    return copy;
  }

  /** All elements, rounded to floats. */
  public float[] floats() {
    float[] copy = new float[size()];
    if (type == ElementType.FLOAT && elements.length == 0) {
      raw.asFloatBuffer().get(copy);
      return copy;
    }
    for (int k = 0; k < copy.length; k++) {
      copy[k] = (float) element(k);
    }
    return copy;
  }

  /** The elements as a file has them. */
  ByteBuffer rawBytes() {
    if (elements.length == 0) {
      return raw.duplicate();
    }
    OnnxTensor written =
        switch (type) {
          case FLOAT -> of(name, shape, floats());
          case INT64 -> of(name, shape, Arrays.stream(elements).mapToLong(x -> (long) x).toArray());
          default -> throw new IllegalStateException(this + " is not written");
        };
    return written.raw.duplicate();
  }

  private double decode(int index) {
    return switch (type) {
      case FLOAT -> raw.getFloat(index * Float.BYTES);
      case DOUBLE -> raw.getDouble(index * Double.BYTES);
      case FLOAT16 -> Float.float16ToFloat(raw.getShort(index * Short.BYTES));
      case BFLOAT16 -> Float.intBitsToFloat(raw.getShort(index * Short.BYTES) << Short.SIZE);
      case UINT8 -> Byte.toUnsignedInt(raw.get(index));
      case INT8 -> raw.get(index);
      case BOOL -> raw.get(index) == 0 ? 0 : 1;
      case UINT16 -> Short.toUnsignedInt(raw.getShort(index * Short.BYTES));
      case INT16 -> raw.getShort(index * Short.BYTES);
      case INT32 -> raw.getInt(index * Integer.BYTES);
      case UINT32 -> Integer.toUnsignedLong(raw.getInt(index * Integer.BYTES));
      case INT64 -> raw.getLong(index * Long.BYTES);
      case UINT64 -> unsigned(raw.getLong(index * Long.BYTES));
      case FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ ->
          SmallFloat.of(type, Byte.toUnsignedInt(raw.get(index)));
      case UINT4, INT4 -> type.cast(raw.get(index / 2) >> (index % 2 * 4));
      case STRING -> throw new IllegalStateException(name + " is no number");
    };
  }

  static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0;
  }

  /** {@code conv1.weight: float 6x1x5x5}. */
  @Override
  public String toString() {
    return "%s: %s %s".formatted(name, type, shape);
  }
}
