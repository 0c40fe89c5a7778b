package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A valid network.
 *
 * @param packageName of the user's interface, empty for the unnamed package
 * @param simpleNames the interface's name behind the names of the types around it
 * @param memberTypes simple names of the types that the interface declares or inherits, sorted: in
 *     a class that implements it they hide imported ones
 * @param input the shape of one image
 * @param layers in the order of computation; the last one gives the scores
 * @param methods the interface's own methods that return layers
 * @param entryPoints what the facade implements beside the layers
 * @param training present if the network can be trained
 * @param vectorModule whether the Vector API is visible to the user's compilation: without it only
 *     scalar kernels can be written
 */
public record NetworkModel(
    String packageName,
    List<String> simpleNames,
    List<String> memberTypes,
    Shape input,
    List<LayerModel> layers,
    List<LayerMethod> methods,
    List<EntryPoint> entryPoints,
    Optional<Training> training,
    boolean vectorModule) {

  public NetworkModel {
    simpleNames = List.copyOf(simpleNames);
    memberTypes = List.copyOf(memberTypes);
    layers = List.copyOf(layers);
    methods = List.copyOf(methods);
    entryPoints = List.copyOf(entryPoints);
  }

  /** The interface's name as it stands in its package: {@code Outer.LeNet5}. */
  public String name() {
    return String.join(".", simpleNames);
  }

  /** The names of the classes to write. */
  public GeneratedNames generated() {
    return new GeneratedNames(simpleNames);
  }

  /** The layer that gives the scores. */
  public LayerModel output() {
    return layers.getLast();
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
