package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code @PixelShuffle} and {@code @PixelUnshuffle}, which moves cells into channels.
 *
 * @param inverse whether it is the latter
 */
public record PixelShuffle(int factor, boolean inverse) implements TensorLayer {
  @Override
  public String title() {
    return (inverse ? "pixel unshuffle " : "pixel shuffle ") + factor;
  }

  @Override
  public Shape output(Shape input) {
    int cells = cells(input);
    Shape output =
        Shapes.with(input, 0, inverse ? input.channels() * cells : input.channels() / cells);
    for (int axis = 1; axis < input.rank(); axis++) {
      int extent = input.extent(axis);
      output = Shapes.with(output, axis, inverse ? extent / factor : extent * factor);
    }
    return output;
  }

  /** How many channels stand for one. */
  private int cells(Shape input) {
    int cells = 1;
    for (int axis = 1; axis < input.rank(); axis++) {
      cells = Sizes.product(cells, factor);
    }
    return cells;
  }

  @Override
  public List<Reach> reach(Shape input) {
    Reach each = inverse ? new Reach(factor, factor) : new Reach(1, 1.0 / factor);
    return Collections.nCopies(input.spatialRank(), each);
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape input = nodes.input().shape();
    Shape coarse = inverse ? output(input) : input;
    Shape fine = inverse ? input : output(input);
    int rank = coarse.spatialRank();
    // C, f, f, H, W: the channels' parts come apart; C, H, f, W, f: the plane's.
    List<Integer> channels = new ArrayList<>(List.of(fine.channels()));
    List<Integer> plane = new ArrayList<>(List.of(fine.channels()));
    int[] toPlane = new int[1 + 2 * rank];
    int[] toChannels = new int[1 + 2 * rank];
    for (int d = 0; d < rank; d++) {
      channels.add(factor);
      plane.add(coarse.extent(d + 1));
      plane.add(factor);
      toPlane[1 + 2 * d] = 1 + rank + d;
      toPlane[2 + 2 * d] = 1 + d;
      toChannels[1 + d] = 2 + 2 * d;
      toChannels[1 + rank + d] = 1 + 2 * d;
    }
    for (int d = 0; d < rank; d++) {
      channels.add(coarse.extent(d + 1));
    }
    Shape apart = new Shape(inverse ? plane : channels);
    Node parts = nodes.reshape("parts", apart, nodes.input());
    Relocation turn = Relocation.permutation(apart, inverse ? toChannels : toPlane);
    Node turned = nodes.reindex("turned", turn, parts);
    return nodes.reshape("together", output(input), turned);
  }
}
