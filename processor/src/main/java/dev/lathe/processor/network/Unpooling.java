package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code @MaxUnpool}: cells at the positions that a second value gives.
 *
 * @param extents of the output
 */
public record Unpooling(List<Integer> extents) implements TensorLayer {
  public Unpooling {
    extents = List.copyOf(extents);
  }

  @Override
  public String title() {
    return "unpool to " + extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  @Override
  public Shape output(Shape input) {
    return Shape.map(input.channels(), extents.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public List<Reach> reach(Shape input) {
    return IntStream.range(0, extents.size())
        .mapToObj(d -> new Reach(1, (double) input.extent(d + 1) / extents.get(d)))
        .toList();
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape input = nodes.input().shape();
    Shape rows = Shape.of(input.channels(), input.positions());
    Node cells = nodes.reshape("cells", rows, nodes.input());
    Node positions = nodes.reshape("numbers", rows, nodes.inputs().get(1));
    Shape output = output(input);
    Shape flat = Shape.of(output.channels(), output.positions());
    Node placed = nodes.add("placed", new Operation.Scatter(false), flat, cells, positions);
    return nodes.reshape("unpooled", output, placed);
  }
}
