package dev.lathe.processor.translation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user says of what a file leaves open, and of what is to be done with it.
 *
 * @param image the shape of the input without its batch axis, or empty: then as the file has it
 * @param dimensions extents of the file's named dimensions
 * @param trainable whether the network is to be trained: then stored tensors stay parameters of
 *     their own, instead of being folded into what is computed from them
 * @param fixed names of tensors that are no parameters all the same
 */
public record Wishes(
    List<Integer> image, Map<String, Integer> dimensions, boolean trainable, Set<String> fixed) {
  public static final Wishes NONE = new Wishes(List.of(), Map.of());

  public Wishes {
    image = List.copyOf(image);
    dimensions = Map.copyOf(dimensions);
    fixed = Set.copyOf(fixed);
  }

  /** Of a network for inference alone. */
  public Wishes(List<Integer> image, Map<String, Integer> dimensions) {
    this(image, dimensions, false, Set.of());
  }
}
