package dev.lathe.processor.declaration;

import java.util.List;
import java.util.Optional;

/**
 * What the user wrote in {@code @Onnx}.
 *
 * @param place of the annotation
 * @param image without entries if it was left out
 * @param fixed names of tensors that are not trained
 */
public record ImportDeclaration(
    Place place,
    Figure<String> file,
    Optional<Figures> image,
    List<Dimension> dimensions,
    List<Figure<String>> fixed) {

  public ImportDeclaration {
    dimensions = List.copyOf(dimensions);
    fixed = List.copyOf(fixed);
  }

  /** A named dimension's extent. */
  public record Dimension(Figure<String> name, Figure<Integer> extent) {}
}
