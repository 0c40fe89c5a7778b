package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;
import java.util.Optional;

/** What a layer adds to its sums. */
public enum LayerBias {
  NONE,
  PER_MAP,
  PER_UNIT;

  /** The shape of the bias of a layer that makes {@code output}; empty without one. */
  public Optional<Shape> shape(Shape output) {
    return switch (this) {
      case NONE -> Optional.empty();
      case PER_MAP -> Optional.of(Shape.of(output.channels()));
      case PER_UNIT -> Optional.of(output);
    };
  }

  /** One for each map, or none. */
  public static LayerBias perMap(boolean bias) {
    return bias ? PER_MAP : NONE;
  }
}
