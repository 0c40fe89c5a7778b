package dev.lathe.benchmarks.race;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.function.Consumer;

/** The peer's input: a tensor over a direct buffer, into which each image is copied. */
final class OnnxInput implements AutoCloseable {

  private final OnnxTensor tensor;
  private final Consumer<float[]> copy;

  private OnnxInput(OnnxTensor tensor, Consumer<float[]> copy) {
    this.tensor = tensor;
    this.copy = copy;
  }

  /**
   * Makes the tensor.
   *
   * @param type floats, or whole numbers of 64 bits, as which the peer takes words
   * @param size the product of the shape
   */
  static OnnxInput of(OnnxJavaType type, long[] shape, int size) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return switch (type) {
      case FLOAT -> {
        FloatBuffer floats = direct(size, Float.BYTES).asFloatBuffer();
        yield new OnnxInput(
            OnnxTensor.createTensor(environment, floats, shape), image -> floats.put(0, image));
      }
      case INT64 -> {
        LongBuffer longs = direct(size, Long.BYTES).asLongBuffer();
        yield new OnnxInput(
            OnnxTensor.createTensor(environment, longs, shape), image -> copy(image, longs));
      }
      default -> throw new IllegalArgumentException("The model's input is of type " + type);
    };
  }

  private static ByteBuffer direct(int elements, int bytes) {
    return ByteBuffer.allocateDirect(elements * bytes).order(ByteOrder.nativeOrder());
  }

  /** Some dozens of words: next to the peer's call this is nothing. */
  private static void copy(float[] image, LongBuffer longs) {
    for (int i = 0; i < image.length; i++) {
      longs.put(i, (long) image[i]);
    }
  }

  OnnxTensor tensor() {
    return tensor;
  }

  /** What the next call reads. */
  void put(float[] image) {
    copy.accept(image);
  }

  @Override
  public void close() {
    tensor.close();
  }
}
