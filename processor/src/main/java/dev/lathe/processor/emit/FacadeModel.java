package dev.lathe.processor.emit;

import dev.lathe.processor.graph.Sizes;
import java.util.List;
import java.util.Optional;

/**
 * What the class that implements a user's interface needs to know.
 *
 * @param packageName of the interface and of everything that is generated; empty for the unnamed
 *     one
 * @param interfaceNames the interface's simple name, after those of the types around it
 * @param memberTypes simple names of the types that the interface declares or inherits: in the
 *     generated class they hide imported ones
 * @param className the simple name of the class to be written
 * @param inputShape of one image, channels first; of several inputs, all their elements
 * @param outputShape of the scores, channels first
 * @param inputs the parts of an image, if there are several; else empty
 * @param outputs the values that are handed out, if there are several; else empty
 * @param targetSize how many floats all targets have
 * @param layers in the order of computation, those of blocks among them
 * @param methods the interface's methods that return layers
 * @param parameters in canonical order: by layer, weight before bias
 * @param entryPoints the methods that take data
 * @param loss the constant of the annotation's enum; empty if the network is not trainable
 * @param forward the classes of the inference pass, the scalar one among them
 * @param training the classes of the training pass, the scalar one among them; empty if the network
 *     is not trainable
 */
public record FacadeModel(
    String packageName,
    List<String> interfaceNames,
    List<String> memberTypes,
    String className,
    List<Integer> inputShape,
    List<Integer> outputShape,
    List<Part> inputs,
    List<Part> outputs,
    int targetSize,
    List<Layer> layers,
    List<LayerMethod> methods,
    List<Parameter> parameters,
    List<EntryPoint> entryPoints,
    String loss,
    List<Variant> forward,
    List<Variant> training) {

  public FacadeModel {
    interfaceNames = List.copyOf(interfaceNames);
    memberTypes = List.copyOf(memberTypes);
    inputShape = List.copyOf(inputShape);
    outputShape = List.copyOf(outputShape);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    layers = List.copyOf(layers);
    methods = List.copyOf(methods);
    parameters = List.copyOf(parameters);
    entryPoints = List.copyOf(entryPoints);
    forward = List.copyOf(forward);
    training = List.copyOf(training);
  }

  /** A model of one input and one output. */
  public FacadeModel(
      String packageName,
      List<String> interfaceNames,
      List<String> memberTypes,
      String className,
      List<Integer> inputShape,
      List<Integer> outputShape,
      List<Layer> layers,
      List<LayerMethod> methods,
      List<Parameter> parameters,
      List<EntryPoint> entryPoints,
      String loss,
      List<Variant> forward,
      List<Variant> training) {
    this(
        packageName,
        interfaceNames,
        memberTypes,
        className,
        inputShape,
        outputShape,
        List.of(),
        List.of(),
        outputShape.stream().mapToInt(Integer::intValue).reduce(1, Sizes::product),
        layers,
        methods,
        parameters,
        entryPoints,
        loss,
        forward,
        training);
  }

  /**
   * One of several values that lie behind each other.
   *
   * @param offset of its first element
   */
  public record Part(String name, int offset, List<Integer> shape) {
    public Part {
      shape = List.copyOf(shape);
    }
  }

  /** Whether there are several inputs or outputs. */
  boolean hasParts() {
    return !inputs.isEmpty() || !outputs.isEmpty();
  }

  /** The network's name in logs and messages. */
  public String network() {
    return String.join(".", interfaceNames);
  }

  /**
   * A method that returns a layer.
   *
   * @param layer the index of the layer
   */
  public record LayerMethod(String method, int layer) {}

  /**
   * A layer.
   *
   * @param title what it does, for people
   * @param parameters the names of its parameters
   */
  public record Layer(
      String name,
      String title,
      List<Integer> outputShape,
      List<String> parameters,
      Figures figures) {
    public Layer {
      outputShape = List.copyOf(outputShape);
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * What is counted of a layer: see the runtime's {@code LayerFigures}.
   *
   * @param field one extent for each spatial axis of the input
   * @param jump one for each
   */
  public record Figures(long links, long multiplyAdds, List<Integer> field, List<Double> jump) {
    public Figures {
      field = List.copyOf(field);
      jump = List.copyOf(jump);
    }
  }

  /**
   * A parameter as it is stored.
   *
   * @param name in a state dictionary
   * @param fanIn the number of products in one output's sum
   * @param value what all elements begin with, if it is one value
   */
  public record Parameter(
      String name, List<Integer> shape, int fanIn, Beginning beginning, float value) {
    public Parameter {
      shape = List.copyOf(shape);
    }

    /** A parameter that begins with numbers drawn uniformly. */
    public Parameter(String name, List<Integer> shape, int fanIn) {
      this(name, shape, fanIn, Beginning.UNIFORM, 0);
    }
  }

  /** What a stored tensor begins with: the constructors of the runtime's specification. */
  public enum Beginning {
    UNIFORM,
    NORMAL,
    CONSTANT,
    STATISTIC
  }

  /**
   * A method that takes data.
   *
   * @param parameters names, in order
   * @param varargs whether the last parameter was declared as {@code float...}
   * @param heads the record of several outputs, if the kind has one
   * @param joined whether several inputs are given as one array, behind each other
   */
  public record EntryPoint(
      String method,
      List<String> parameters,
      Kind kind,
      boolean varargs,
      Optional<Heads> heads,
      boolean joined) {
    public EntryPoint {
      parameters = List.copyOf(parameters);
    }

    /** An entry point of the scores. */
    public EntryPoint(String method, List<String> parameters, Kind kind, boolean varargs) {
      this(method, parameters, kind, varargs, Optional.empty(), false);
    }
  }

  /**
   * A record of arrays.
   *
   * @param simpleNames its name behind those of the types around it
   */
  public record Heads(String packageName, List<String> simpleNames, List<Component> components) {
    public Heads {
      simpleNames = List.copyOf(simpleNames);
      components = List.copyOf(components);
    }
  }

  /**
   * A component of such a record.
   *
   * @param output the index of the output that it holds
   */
  public record Component(String name, int output) {}

  /** What an entry point does, which is its signature. */
  public enum Kind {
    /** {@code float[] m(float[] image)}. */
    SCORES_NEW,
    /** {@code void m(float[] image, float[] scores)}. */
    SCORES_INTO,
    /** {@code int m(float[] image)}. */
    ARG_MAX,
    /** {@code void m(float[] images, int count, float[] scores)}. */
    BATCH,
    /** {@code Heads m(float[] image)}. */
    HEADS_NEW,
    /** {@code void m(float[] image, Heads heads)}. */
    HEADS_INTO
  }

  /**
   * The class of one pass for one kind of machine.
   *
   * @param path a constant of the runtime's {@code VectorPath}
   * @param className in the same package
   */
  public record Variant(String path, String className) {

    /** The path of the class without vectors. */
    public static final String SCALAR = "SCALAR";
  }
}
