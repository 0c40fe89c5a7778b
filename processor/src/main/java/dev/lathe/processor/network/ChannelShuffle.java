package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.stream.IntStream;

/** {@code @ChannelShuffle}. */
public record ChannelShuffle(int groups) implements TensorLayer {
  @Override
  public String title() {
    return "channel shuffle, " + groups + " groups";
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape shape = nodes.input().shape();
    int size = shape.channels() / groups;
    Relocation shuffle =
        Relocation.identity(shape)
            .withIndices(
                0,
                IntStream.range(0, shape.channels())
                    .map(c -> c % groups * size + c / groups)
                    .boxed()
                    .toList());
    return nodes.reindex("shuffled", shuffle, nodes.input());
  }
}
