package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Broadcasting;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import java.util.Arrays;
import java.util.List;

/** Stored figures under the shape of a value that they are broadcast to. */
final class Figures {
  private Figures() {}

  /** The elements of a tensor that is broadcast, row-major. */
  static float[] stretched(float[] elements, Shape own, Shape shape) {
    int[] strides = shape.strides();
    int[] steps = Broadcasting.strides(shape, own, own.strides());
    float[] all = new float[shape.size()];
    for (int k = 0; k < all.length; k++) {
      int from = 0;
      for (int axis = 0; axis < strides.length; axis++) {
        from += k / strides[axis] % shape.extent(axis) * steps[axis];
      }
      all[k] = elements[from];
    }
    return all;
  }

  /** The shape that several tensors have together: as small as they let it be. */
  static Shape together(List<Node> tensors) {
    return tensors.isEmpty()
        ? Shape.of()
        : Broadcasting.shape(tensors.stream().map(Node::shape).toList());
  }

  static boolean all(float[] figures, float figure) {
    for (float each : figures) {
      if (each != figure) {
        return false;
      }
    }
    return true;
  }

  /** Whether runs of {@code length} elements are of one figure each. */
  static boolean isEven(float[] figures, int length) {
    for (int k = 0; k < figures.length; k++) {
      if (figures[k] != figures[k - k % length]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first {@code length} elements come again and again. */
  static boolean isPeriodic(float[] figures, int length) {
    for (int k = length; k < figures.length; k++) {
      if (figures[k] != figures[k - length]) {
        return false;
      }
    }
    return true;
  }

  /** Every {@code step}-th figure. */
  static float[] every(float[] figures, int step) {
    float[] chosen = new float[figures.length / step];
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = figures[k * step];
    }
    return chosen;
  }

  static float[] front(float[] figures, int length) {
    return Arrays.copyOf(figures, length);
  }
}
