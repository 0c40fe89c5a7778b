package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A layer: a main operation, an activation, or the one and then the other.
 *
 * @param name the method's name, behind those of the blocks around it: {@code layer1.0.conv1}
 * @param sources the indices of the layers whose values are read, or {@link #input a negative
 *     number} for an input of the network
 * @param operation absent where the layer is an activation alone
 * @param activation absent where there is none; never both absent
 * @param inputs the shapes read
 * @param output the shape made
 */
public record LayerModel(
    String name,
    List<Integer> sources,
    Optional<LayerOperation> operation,
    Optional<LayerActivation> activation,
    List<Shape> inputs,
    Shape output) {

  /** The source of a layer that reads the network's first input. */
  public static final int IMAGE = -1;

  /** The source of a layer that reads the network's input number {@code index}. */
  public static int input(int index) {
    return IMAGE - index;
  }

  public LayerModel {
    sources = List.copyOf(sources);
    inputs = List.copyOf(inputs);
    if (operation.isEmpty() && activation.isEmpty()) {
      throw new IllegalArgumentException(name + " does nothing");
    }
  }

  /** The first shape read. */
  public Shape input() {
    return inputs.getFirst();
  }

  /** In a few words: {@code conv 5x5, 6 filters, padding 2x2, relu}. */
  public String title() {
    return Stream.concat(
            operation.map(LayerOperation::title).stream(),
            activation.map(LayerActivation::title).stream())
        .collect(Collectors.joining(", "));
  }

  /** The learned tensors, the weight before the bias. */
  public List<ParameterModel> parameters() {
    return operation.map(op -> ParameterModel.of(name, op, input(), output)).orElse(List.of());
  }
}
