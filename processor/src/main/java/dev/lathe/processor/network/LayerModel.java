package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A layer: a main operation, an activation, or the one and then the other.
 *
 * @param name the method's name
 * @param source the index of the layer whose value is read, or {@link #IMAGE}
 * @param operation absent where the layer is an activation alone
 * @param activation absent where there is none; never both absent
 * @param input the shape read
 * @param output the shape made
 */
public record LayerModel(
    String name,
    int source,
    Optional<LayerOperation> operation,
    Optional<LayerActivation> activation,
    Shape input,
    Shape output) {

  /** The {@link #source} of a layer that reads the network's input. */
  public static final int IMAGE = -1;

  public LayerModel {
    if (operation.isEmpty() && activation.isEmpty()) {
      throw new IllegalArgumentException(name + " does nothing");
    }
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
    return operation.map(op -> ParameterModel.of(name, op, input, output)).orElse(List.of());
  }
}
