package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.network.Training;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/**
 * A file as a graph of one input and one output.
 *
 * @param inputs what the graph's input is made of: of several, each one's elements stand behind
 *     those of the one before
 * @param outputs what the graph's first output is made of, likewise; if there are several with
 *     elements, and the graph is to be trained, each is an output of the graph as well
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
  public record Port(String name, ElementType type, Shape shape) {

    /** The shape of one image's value: without the batch axis, and never a scalar. */
    public Shape ofImage() {
      return Nodes.kept(shape);
    }

    boolean isFull() {
      return shape.size() > 0;
    }
  }

  /**
   * What a training differentiates: the scores, and what each head's loss is of.
   *
   * @param training whose heads count the outputs that have elements
   */
  public Imported ending(Training training) {
    List<Integer> ends = new ArrayList<>(List.of(graph.outputs().getFirst()));
    for (HeadLoss head : training.heads()) {
      boolean whole = head.layer() == HeadLoss.SCORES || graph.outputs().size() == 1;
      ends.add(graph.outputs().get(whole ? 0 : 1 + head.layer()));
    }
    Graph ending = new Graph(graph.name(), graph.nodes(), ends);
    return new Imported(ending, inputs, outputs, layers, weights);
  }

  /** Names of learned tensors that no head depends on, of what {@link #ending} gives. */
  public List<String> untrained() {
    boolean[] read = new boolean[graph.nodes().size()];
    List<Integer> ends = graph.outputs();
    ends.subList(1, ends.size()).forEach(id -> read[id] = true);
    for (Node node : graph.nodes().reversed()) {
      if (read[node.id()]) {
        node.operands().forEach(id -> read[id] = true);
      }
    }
    return graph.learned().stream()
        .filter(node -> !read[node.id()])
        .map(node -> ((Operation.Parameter) node.operation()).name())
        .toList();
  }

  /**
   * The shape of a batch of several images, if that is what the file fixes: the first input and all
   * outputs count them along their first axis.
   */
  public Optional<Shape> batch() {
    return fullInputs().stream()
        .findFirst()
        .map(Port::shape)
        .filter(shape -> shape.rank() > 1 && shape.extent(0) > 1)
        .filter(
            shape ->
                fullOutputs().stream()
                    .allMatch(
                        port ->
                            port.shape().rank() > 1 && port.shape().extent(0) == shape.extent(0)));
  }

  /** The inputs that have elements. */
  public List<Port> fullInputs() {
    return inputs.stream().filter(Port::isFull).toList();
  }

  /** The outputs that have elements. */
  public List<Port> fullOutputs() {
    return outputs.stream().filter(Port::isFull).toList();
  }

  /** A file's name for a value as Java can say it: {@code boxes/0} as {@code boxes_0}. */
  public static String inJava(String name) {
    String letters = name.replaceAll("[^\\p{javaJavaIdentifierPart}]", "_");
    boolean starts = !letters.isEmpty() && Character.isJavaIdentifierStart(letters.charAt(0));
    String identifier = starts ? letters : "_" + letters;
    return SourceVersion.isKeyword(identifier) ? identifier + "_" : identifier;
  }

  /**
   * A node of the file.
   *
   * @param name unique in the graph and readable
   * @param node how the file calls it: by its own name, else by its first output
   * @param operator its type
   * @param title the operator, and what it is told
   * @param output the shape of its first output
   * @param weights the names of the tensors that it was the first to read
   */
  public record Layer(
      String name, String node, String operator, String title, Shape output, List<String> weights) {
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
