package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.List;

/**
 * {@code @KMaxPool} and {@code @DynamicKMaxPool}: the largest elements of each row along the last
 * axis. Those that are not kept go to one cell behind the kept ones, which is cut off.
 */
public record KMaxPooling(int count) implements TensorLayer {
  @Override
  public String title() {
    return count + "-max pool";
  }

  @Override
  public Shape output(Shape input) {
    return Shapes.with(input, input.rank() - 1, count);
  }

  @Override
  public List<Reach> reach(Shape input) {
    int last = input.rank() - 1;
    return Reach.along(
        last, new Reach(input.extent(last), (double) input.extent(last) / count), input);
  }

  @Override
  public Node append(LayerNodes nodes) {
    Node x = nodes.input();
    int last = x.shape().rank() - 1;
    Node places = nodes.add("places", new Operation.KeptPlaces(count), x);
    Shape wide = Shapes.with(x.shape(), last, count + 1);
    Node sorted = nodes.add("sorted", new Operation.Scatter(false), wide, x, places);
    Relocation front = Relocation.identity(wide).withIndices(last, Relocation.range(0, count));
    return nodes.reindex("kept", front, sorted);
  }
}
