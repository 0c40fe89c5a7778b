package dev.lathe.processor.onnx;

import java.util.List;
import java.util.Optional;

/**
 * An input or output of a graph.
 *
 * @param type absent where it is no tensor, or of a type that is not read
 * @param dimensions absent where the file leaves the rank open
 */
public record OnnxValue(
    String name, Optional<ElementType> type, Optional<List<Dimension>> dimensions) {

  /**
   * An extent: a number, a name, or neither.
   *
   * @param extent -1 if the file leaves it open
   */
  public record Dimension(long extent, String name) {
    public boolean isFree() {
      return extent < 0;
    }
  }
}
