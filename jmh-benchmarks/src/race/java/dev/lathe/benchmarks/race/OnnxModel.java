package dev.lathe.benchmarks.race;

import dev.lathe.benchmarks.Model;
import dev.lathe.benchmarks.Operation;
import dev.lathe.benchmarks.Operation.Activation;
import dev.lathe.benchmarks.Operation.Convolution;
import dev.lathe.benchmarks.Operation.Dense;
import dev.lathe.benchmarks.Operation.MaxPool;
import dev.lathe.benchmarks.Operation.TransposedConvolution;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a network with its weights as an ONNX model for a batch of one image: exactly the
 * operators that the samples need, with the numbers of fields of onnx.proto.
 */
final class OnnxModel {

  static final String INPUT = "image";
  static final String OUTPUT = "scores";

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;

  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final Message graph = new Message();
  private final Model network;
  private String value = INPUT;
  private int values;

  private OnnxModel(Model network) {
    this.network = network;
  }

  /** The bytes of an .onnx file. */
  static byte[] of(Model network, CompiledNetwork compiled) {
    Message graph = new OnnxModel(network).write(compiled);
    return new Message()
        .number(1, IR_VERSION)
        .text(2, "Lathe")
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, OPERATOR_SET))
        .toByteArray();
  }

  /** Shape of the input, with the batch's axis. */
  static long[] inputShape(CompiledNetwork compiled) {
    return batched(compiled.blueprint().inputShape());
  }

  /** Shape of the output, with the batch's axis; dense layers answer with a vector. */
  static long[] outputShape(Model network, CompiledNetwork compiled) {
    int[] shape = compiled.blueprint().outputShape();
    return network.answersWithVector() ? new long[] {1, shape[0]} : batched(shape);
  }

  private static long[] batched(int[] shape) {
    return IntStream.concat(IntStream.of(1), IntStream.of(shape)).asLongStream().toArray();
  }

  private Message write(CompiledNetwork compiled) {
    graph.text(2, network.title());
    compiled
        .blueprint()
        .parameters()
        .forEach(p -> initializer(p.name(), compiled.weights().tensor(p.name())));
    for (Operation operation : network.operations()) {
      write(operation);
    }
    node("Identity", List.of(value), OUTPUT);
    graph.message(11, valueInfo(INPUT, inputShape(compiled)));
    graph.message(12, valueInfo(OUTPUT, outputShape(network, compiled)));
    return graph;
  }

  private void write(Operation operation) {
    switch (operation) {
      case Convolution(String name, int stride, int padding, int groups) ->
          weighted("Conv", name, strides(stride), pads(padding), number("group", groups));
      case TransposedConvolution(String name, int stride, int padding, int outputPadding) ->
          weighted(
              "ConvTranspose",
              name,
              strides(stride),
              pads(padding),
              ints("output_padding", outputPadding, outputPadding));
      case MaxPool(int size) ->
          next("MaxPool", List.of(value), ints("kernel_shape", size, size), strides(size));
      case Dense(String name) -> {
        next("Flatten", List.of(value));
        weighted("Gemm", name, number("transB", 1));
      }
      case Activation activation -> {
        switch (activation) {
          case RELU -> next("Relu", List.of(value));
          case TANH -> next("Tanh", List.of(value));
          case SIGMOID -> next("Sigmoid", List.of(value));
          case LOG_SOFTMAX -> next("LogSoftmax", List.of(value), number("axis", 1));
        }
      }
    }
  }

  private void weighted(String operator, String name, Message... attributes) {
    next(operator, List.of(value, name + ".weight", name + ".bias"), attributes);
  }

  /** A node whose output the next one reads. */
  private void next(String operator, List<String> inputs, Message... attributes) {
    values++;
    String output = "value" + values;
    node(operator, inputs, output, attributes);
    value = output;
  }

  private void node(String operator, List<String> inputs, String output, Message... attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output);
    node.text(3, output);
    node.text(4, operator);
    for (Message attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
  }

  private void initializer(String name, Tensor tensor) {
    Message message = new Message();
    for (int extent : tensor.shape()) {
      message.number(1, extent);
    }
    ByteBuffer data =
        ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(tensor.values());
    graph.message(5, message.number(2, FLOAT).text(8, name).bytes(9, data.array()));
  }

  private static Message valueInfo(String name, long[] shape) {
    Message dimensions = new Message();
    for (long extent : shape) {
      dimensions.message(1, new Message().number(1, extent));
    }
    Message tensor = new Message().number(1, FLOAT).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  private static Message strides(int stride) {
    return ints("strides", stride, stride);
  }

  private static Message pads(int padding) {
    return ints("pads", padding, padding, padding, padding);
  }

  private static Message number(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
  }

  private static Message ints(String name, int... values) {
    Message attribute = new Message().text(1, name);
    for (int each : values) {
      attribute.number(8, each);
    }
    return attribute.number(20, ATTRIBUTE_INTS);
  }
}
