package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.List;

/**
 * A file as a graph of one input and one output.
 *
 * @param inputs what the graph's input is made of: of several, each one's elements stand behind
 *     those of the one before
 * @param outputs what the graph's output is made of, likewise
 * @param layers the nodes that compute something, in order
 * @param weights the tensors that the graph reads, in order of their first use
 */
public record Imported(
    Graph graph, List<Port> inputs, List<Port> outputs, List<Layer> layers, List<Weight> weights) {

  public Imported {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    layers = List.copyOf(layers);
    weights = List.copyOf(weights);
  }

  /**
   * An input or output of the file.
   *
   * @param shape as the file counts it, a batch axis included; without elements it takes no part
   */
  public record Port(String name, ElementType type, Shape shape) {}

  /**
   * A node of the file.
   *
   * @param title the operator, and what it is told
   * @param output the shape of its first output
   * @param weights the names of the tensors that it was the first to read
   */
  public record Layer(String name, String title, Shape output, List<String> weights) {
    public Layer {
      weights = List.copyOf(weights);
    }
  }

  /**
   * A tensor of the file.
   *
   * @param computed the shape that the graph computes with
   * @param learned whether gradients change it
   * @param start what a statistic begins with
   */
  public record Weight(
      String name, Shape computed, OnnxTensor tensor, boolean learned, double start) {

    /** The shape in a file of weights: a scalar has one element. */
    public Shape stored() {
      return tensor.shape().rank() == 0 ? Shape.of(1) : tensor.shape();
    }
  }
}
