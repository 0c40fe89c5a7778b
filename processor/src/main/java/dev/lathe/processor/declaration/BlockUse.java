package dev.lathe.processor.declaration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A block on a layer's method.
 *
 * @param place the annotation
 * @param from the name of the layer that the block's first layer reads, empty for the preceding one
 * @param inputs the names of the further layers that it reads, by the element that names each
 * @param repeat how often it stands there; absent if the use does not say, which is once
 * @param path the blocks around this one, outermost first, and this one
 * @param recursive whether the block stands in itself: it is not read a second time then
 * @param layers with the arguments of this use filled in
 */
public record BlockUse(
    Place place,
    BlockDefinition definition,
    Figure<String> from,
    Map<String, Figure<String>> inputs,
    Optional<Figure<Integer>> repeat,
    List<String> path,
    boolean recursive,
    List<LayerDeclaration> layers) {

  public BlockUse {
    path = List.copyOf(path);
    layers = List.copyOf(layers);
  }

  /** The annotation's simple name: {@code Bottleneck}. */
  public String annotation() {
    return definition.name();
  }
}
