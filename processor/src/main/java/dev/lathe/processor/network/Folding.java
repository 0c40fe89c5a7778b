package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** {@code @Fold}: the sums of every few neighbours along an axis. */
public record Folding(int count, int axis) implements TensorLayer {
  @Override
  public String title() {
    return "fold " + count + (axis == 0 ? "" : " along axis " + axis);
  }

  @Override
  public Shape output(Shape input) {
    return Shapes.with(input, axis, input.extent(axis) / count);
  }

  @Override
  public List<Reach> reach(Shape input) {
    return Reach.along(axis, new Reach(count, count), input);
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape input = nodes.input().shape();
    List<Integer> extents = new ArrayList<>(output(input).extents());
    extents.add(axis + 1, count);
    Node neighbours = nodes.reshape("neighbours", new Shape(extents), nodes.input());
    Node sums = nodes.reduce("sums", Reduction.SUM, List.of(axis + 1), neighbours);
    return nodes.reshape("folded", output(input), sums);
  }
}
