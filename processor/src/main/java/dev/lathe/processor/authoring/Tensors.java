package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** The weights of an interface in the making, in the order of its layers. */
public final class Tensors {

  /**
   * A tensor.
   *
   * @param elements row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // plain data on its way into a file
  public record Entry(String name, Shape shape, float[] elements) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(String name, Shape shape, float... elements) {
    if (elements.length != shape.size()) {
      throw new IllegalArgumentException(
          "%s of shape %s has %d elements".formatted(name, shape, elements.length));
    }
    entries.add(new Entry(name, shape, elements));
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }
}
