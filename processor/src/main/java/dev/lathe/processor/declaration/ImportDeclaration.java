package dev.lathe.processor.declaration;

import java.util.List;
import java.util.Optional;

/**
 * What the user wrote in {@code @Onnx}.
 *
 * @param place of the annotation
 * @param image without entries if it was left out
 */
public record ImportDeclaration(
    Place place, Figure<String> file, Optional<Figures> image, List<Dimension> dimensions) {

  public ImportDeclaration {
    dimensions = List.copyOf(dimensions);
  }

  /** A named dimension's extent. */
  public record Dimension(Figure<String> name, Figure<Integer> extent) {}
}
