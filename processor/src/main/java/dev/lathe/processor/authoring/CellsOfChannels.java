package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Channels that become cells of the plane, and cells that become channels: a movement of axes
 * between two reshapes, which people call pixel shuffle, depth to space, space to depth. The factor
 * may stand before or behind the channels that stay.
 */
final class CellsOfChannels {
  private final Draft draft;

  CellsOfChannels(Draft draft) {
    this.draft = draft;
  }

  /** The layers, if a movement is of this kind. */
  Optional<Draft.Held> write(Node x, Relocation relocation) {
    Shape shape = x.shape();
    int rank = (shape.rank() - 1) / 2;
    List<Integer> order = relocation.axes().stream().map(Relocation.AxisTable::source).toList();
    if (shape.rank() != 1 + 2 * rank || rank < 1 || rank > 3 || repeats(relocation, shape)) {
      return Optional.empty();
    }
    for (boolean factorsFirst : new boolean[] {false, true}) {
      int factor = shape.extent(factorsFirst ? 0 : 1);
      if (order.equals(intoPlane(rank, factorsFirst))
          && areFactors(shape, factorsFirst ? 0 : 1, 1, rank, factor)) {
        return Optional.of(intoPlane(x, rank, factor, factorsFirst));
      }
      factor = shape.extent(2);
      if (order.equals(intoChannels(rank, factorsFirst)) && areFactors(shape, 2, 2, rank, factor)) {
        return Optional.of(intoChannels(x, rank, factor, factorsFirst));
      }
    }
    return Optional.empty();
  }

  private static boolean repeats(Relocation relocation, Shape shape) {
    return relocation.axes().stream()
        .anyMatch(
            table -> !table.indices().equals(Relocation.range(0, shape.extent(table.source()))));
  }

  private static boolean areFactors(Shape shape, int from, int step, int rank, int factor) {
    for (int axis = 0; axis < rank; axis++) {
      if (shape.extent(from + axis * step) != factor) {
        return false;
      }
    }
    return factor > 1;
  }

  /** Of [C, f, f, H, W], or [f, f, C, H, W]: C, H, f, W, f. */
  private static List<Integer> intoPlane(int rank, boolean factorsFirst) {
    List<Integer> order = new ArrayList<>(List.of(factorsFirst ? rank : 0));
    for (int axis = 0; axis < rank; axis++) {
      order.add(1 + rank + axis);
      order.add((factorsFirst ? 0 : 1) + axis);
    }
    return order;
  }

  /** Of [C, H, f, W, f]: C, f, f, H, W, or f, f, C, H, W. */
  private static List<Integer> intoChannels(int rank, boolean factorsFirst) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      order.add(2 + 2 * axis);
    }
    order.add(factorsFirst ? rank : 0, 0);
    for (int axis = 0; axis < rank; axis++) {
      order.add(1 + 2 * axis);
    }
    return order;
  }

  private Draft.Held intoPlane(Node x, int rank, int factor, boolean factorsFirst) {
    Shape shape = x.shape();
    int maps = shape.extent(factorsFirst ? rank : 0);
    int cells = power(factor, rank);
    List<Integer> coarse = new ArrayList<>(List.of(maps * cells));
    List<Integer> fine = new ArrayList<>(List.of(maps));
    for (int axis = 0; axis < rank; axis++) {
      coarse.add(shape.extent(1 + rank + axis));
      fine.add(shape.extent(1 + rank + axis) * factor);
    }
    Draft.Held value = new Draft.Held(draft.as(x, new Shape(coarse)), new Shape(coarse));
    if (factorsFirst && maps > 1) {
      value = shuffled(value, cells);
    }
    AnnotationText text = new AnnotationText("PixelShuffle").with("value", factor);
    return draft.put("shuffle", new Shape(fine), text, value.layer());
  }

  private Draft.Held intoChannels(Node x, int rank, int factor, boolean factorsFirst) {
    Shape shape = x.shape();
    int maps = shape.extent(0);
    List<Integer> coarse = new ArrayList<>(List.of(maps * power(factor, rank)));
    List<Integer> fine = new ArrayList<>(List.of(maps));
    for (int axis = 0; axis < rank; axis++) {
      coarse.add(shape.extent(1 + 2 * axis));
      fine.add(shape.extent(1 + 2 * axis) * factor);
    }
    AnnotationText text = new AnnotationText("PixelUnshuffle").with("value", factor);
    String source = draft.as(x, new Shape(fine));
    Draft.Held value = draft.put("shuffle", new Shape(coarse), text, source);
    return factorsFirst && maps > 1 ? shuffled(value, maps) : value;
  }

  private Draft.Held shuffled(Draft.Held value, int groups) {
    AnnotationText text = new AnnotationText("ChannelShuffle").with("groups", groups);
    return draft.put("turned", value.shape(), text, value.layer());
  }

  private static int power(int factor, int rank) {
    int power = 1;
    for (int k = 0; k < rank; k++) {
      power = Math.multiplyExact(power, factor);
    }
    return power;
  }
}
