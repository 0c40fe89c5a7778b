package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.LayerDeclaration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A layer of a network whose blocks have been replaced by their layers.
 *
 * @param name with the names of the blocks around it: {@code layer2.0.conv1}
 * @param sources the layers that it reads: their indices, or that of the image, where they are
 *     known
 */
record WiredLayer(String name, LayerDeclaration declaration, List<OptionalInt> sources) {

  WiredLayer {
    sources = List.copyOf(sources);
  }
}
