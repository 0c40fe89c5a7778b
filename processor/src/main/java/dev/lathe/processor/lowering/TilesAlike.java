package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.graph.Operation.TransformInput.Along;
import java.util.ArrayList;
import java.util.List;

/**
 * Tiles {@code from} to {@code to - 1} of an axis that are transformed by the same matrix, in a
 * kernel of their own.
 */
record TilesAlike(int from, int to, Matrix matrix) {

  /** Those of an axis: all of them, or the last one by itself where its matrix is another. */
  static List<TilesAlike> of(Along along) {
    int count = along.tiles().count();
    if (along.last().equals(along.matrix())) {
      return List.of(new TilesAlike(0, count, along.matrix()));
    }
    List<TilesAlike> alike = new ArrayList<>();
    if (count > 1) {
      alike.add(new TilesAlike(0, count - 1, along.matrix()));
    }
    alike.add(new TilesAlike(count - 1, count, along.last()));
    return alike;
  }
}
