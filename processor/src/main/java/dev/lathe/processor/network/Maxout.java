package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import java.util.List;

/** {@code @Maxout}: the largest of every few consecutive channels. */
public record Maxout(int pieces) implements TensorLayer {
  @Override
  public String title() {
    return "maxout " + pieces;
  }

  @Override
  public Shape output(Shape input) {
    return Shapes.with(input, 0, input.channels() / pieces);
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape input = nodes.input().shape();
    Shape grouped = Shape.of(input.channels() / pieces, pieces, input.positions());
    Node pieced = nodes.reshape("pieces", grouped, nodes.input());
    Node largest = nodes.reduce("largest", Reduction.MAXIMUM, List.of(1), pieced);
    return nodes.reshape("shaped", output(input), largest);
  }
}
