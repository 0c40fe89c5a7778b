package dev.lathe.benchmarks;

/**
 * One operation of a sample network, described a second time, independently of the annotations:
 * from these descriptions the tests compute their expectations, and the comparison with ONNX
 * Runtime writes its models. Kernel sizes and channels are those of the weights.
 */
public sealed interface Operation {

  /** A convolution with the weights {@code name.weight} and {@code name.bias}. */
  record Convolution(String name, int stride, int padding, int groups) implements Operation {

    /** One whose filters see all maps. */
    public Convolution(String name, int stride, int padding) {
      this(name, stride, padding, 1);
    }
  }

  /** A transposed convolution with the weights {@code name.weight} and {@code name.bias}. */
  record TransposedConvolution(String name, int stride, int padding, int outputPadding)
      implements Operation {}

  /** Maxima of square windows that touch each other. */
  record MaxPool(int size) implements Operation {}

  /** A dense layer with the weights {@code name.weight} and {@code name.bias}. */
  record Dense(String name) implements Operation {}

  /** Functions of single elements, and the soft-max over all. */
  enum Activation implements Operation {
    RELU,
    TANH,
    SIGMOID,
    LOG_SOFTMAX
  }
}
