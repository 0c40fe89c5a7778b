package dev.lathe.processor.network;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A valid network.
 *
 * @param packageName of the user's interface, empty for the unnamed package
 * @param simpleNames the interface's name behind the names of the types around it
 * @param memberTypes simple names of the types that the interface declares or inherits, sorted: in
 *     a class that implements it they hide imported ones
 * @param inputs what one image consists of, in the order of the entry points' parameters
 * @param layers in the order of computation
 * @param outputs the indices of the layers whose values are asked for, the scores first; see {@link
 *     #outputOffsets}
 * @param methods the interface's own methods that return layers
 * @param entryPoints what the facade implements beside the layers
 * @param training present if the network can be trained
 * @param precision how much freedom the arithmetic has
 * @param vectorModule whether the Vector API is visible to the user's compilation: without it only
 *     scalar kernels can be written
 */
public record NetworkModel(
    String packageName,
    List<String> simpleNames,
    List<String> memberTypes,
    List<NetworkInput> inputs,
    List<LayerModel> layers,
    List<Integer> outputs,
    List<LayerMethod> methods,
    List<EntryPoint> entryPoints,
    Optional<Training> training,
    Precision precision,
    boolean vectorModule) {

  public NetworkModel {
    simpleNames = List.copyOf(simpleNames);
    memberTypes = List.copyOf(memberTypes);
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    outputs = List.copyOf(outputs);
    methods = List.copyOf(methods);
    entryPoints = List.copyOf(entryPoints);
  }

  /** A network of one input, whose last layer gives the scores. */
  public NetworkModel(
      String packageName,
      List<String> simpleNames,
      List<String> memberTypes,
      Shape input,
      List<LayerModel> layers,
      List<LayerMethod> methods,
      List<EntryPoint> entryPoints,
      Optional<Training> training,
      Precision precision,
      boolean vectorModule) {
    this(
        packageName,
        simpleNames,
        memberTypes,
        List.of(new NetworkInput(NetworkInput.ONLY, input)),
        layers,
        List.of(layers.size() - 1),
        methods,
        entryPoints,
        training,
        precision,
        vectorModule);
  }

  /** The interface's name as it stands in its package: {@code Outer.LeNet5}. */
  public String name() {
    return String.join(".", simpleNames);
  }

  /** The names of the classes to write. */
  public GeneratedNames generated() {
    return new GeneratedNames(simpleNames);
  }

  /** The shape of an image; of several inputs, all their elements one behind the other. */
  public Shape input() {
    return inputs.size() == 1
        ? inputs.getFirst().shape()
        : Shape.of(inputs.stream().mapToInt(input -> input.shape().size()).sum());
  }

  /**
   * Where the elements of each output begin in what a pass hands back: one behind the other. Where
   * a file has several outputs, its scores are all of them together.
   */
  public List<Integer> outputOffsets() {
    boolean joined = output().operation().orElse(null) instanceof LayerOperation.Imported;
    List<Integer> offsets = new ArrayList<>();
    int begin = 0;
    for (int k = 0; k < outputs.size(); k++) {
      offsets.add(begin);
      begin += joined && k == 0 ? 0 : layers.get(outputs.get(k)).output().size();
    }
    return offsets;
  }

  /** The layer that gives the scores. */
  public LayerModel output() {
    return layers.get(outputs.getFirst());
  }

  /** All learned tensors in canonical order: by layer, the weight before the bias. */
  public List<ParameterModel> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** The number of learned figures. */
  public long weights() {
    return parameters().stream()
        .filter(parameter -> parameter.start().isLearned())
        .mapToLong(parameter -> parameter.stored().size())
        .sum();
  }
}
