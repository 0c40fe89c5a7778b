package dev.lathe.processor.network;

import dev.lathe.annotations.PadMode;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code @Pad}.
 *
 * @param before cells before the map along each spatial axis, cut off where negative
 * @param after cells behind it
 * @param fill what cells hold that the mode {@link PadMode#CONSTANT} adds
 */
public record Padding(List<Integer> before, List<Integer> after, PadMode mode, double fill)
    implements TensorLayer {

  public Padding {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  @Override
  public String title() {
    return "pad %s to %s, %s".formatted(before, after, mode.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Shape output(Shape input) {
    Shape output = input;
    for (int d = 0; d < before.size(); d++) {
      int extent = input.extent(d + 1) + before.get(d) + after.get(d);
      output = Shapes.with(output, d + 1, extent);
    }
    return output;
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape input = nodes.input().shape();
    Relocation relocation = Relocation.identity(input).withFill(fill);
    for (int d = 0; d < before.size(); d++) {
      relocation = relocation.withIndices(d + 1, indices(d, input.extent(d + 1)));
    }
    return nodes.reindex("padded", relocation, nodes.input());
  }

  private List<Integer> indices(int d, int extent) {
    List<Integer> indices = new ArrayList<>();
    for (int k = -before.get(d); k < extent + after.get(d); k++) {
      boolean inside = k >= 0 && k < extent;
      indices.add(inside ? k : outside(k, extent));
    }
    return indices;
  }

  private int outside(int k, int extent) {
    return switch (mode) {
      case CONSTANT -> Relocation.OUTSIDE;
      case REFLECT -> k < 0 ? -k : 2 * (extent - 1) - k;
      case REPLICATE -> k < 0 ? 0 : extent - 1;
      case CIRCULAR -> Math.floorMod(k, extent);
    };
  }
}
