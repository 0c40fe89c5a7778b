package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import java.util.List;

/**
 * What a layer does, as a composition of the graph's general operations: its gradient follows from
 * theirs.
 */
public interface TensorLayer {

  /** In a few words: {@code upsample 2x2}. */
  String title();

  /**
   * The shape made of {@code input}, which validation has found to fit; of several inputs the first
   * decides.
   */
  default Shape output(Shape input) {
    return input;
  }

  /** The learned tensors of the layer named {@code layer}. */
  default List<ParameterModel> parameters(String layer, Shape input) {
    return List.of();
  }

  /** What one unit sees along each spatial axis of {@code input}. */
  default List<Reach> reach(Shape input) {
    return Reach.cells(input);
  }

  /** How many cells all units read together by learned weights. */
  default long products(Shape input) {
    return parameters("", input).isEmpty() ? 0 : output(input).size();
  }

  /** Adds the nodes, and returns the last of them: it computes the layer's value. */
  Node append(LayerNodes nodes);
}
