package dev.lathe.processor.translation;

import java.util.List;
import java.util.Map;

/**
 * What the user says of what a file leaves open.
 *
 * @param image the shape of the input without its batch axis, or empty: then as the file has it
 * @param dimensions extents of the file's named dimensions
 */
public record Wishes(List<Integer> image, Map<String, Integer> dimensions) {
  public static final Wishes NONE = new Wishes(List.of(), Map.of());

  public Wishes {
    image = List.copyOf(image);
    dimensions = Map.copyOf(dimensions);
  }
}
