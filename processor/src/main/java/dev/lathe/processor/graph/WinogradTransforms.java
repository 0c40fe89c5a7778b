package dev.lathe.processor.graph;

import java.util.List;

/**
 * The interpreter's transforms of Winograd's algorithm: each sum as {@link Operation} writes it.
 */
final class WinogradTransforms {
  private WinogradTransforms() {}

  static Value input(int axis, Matrix matrix, Tiles tiles, Value x) {
    Operation operation = new Operation.WinogradInput(axis, matrix, tiles);
    Value y = new Value(ShapeInference.infer(operation, List.of(x.shape())));
    int extent = x.shape().extent(axis);
    int outer = outer(x.shape(), axis);
    int inner = x.shape().size() / outer / extent;
    for (int p = 0; p < matrix.height(); p++) {
      for (int a = 0; a < outer; a++) {
        for (int t = 0; t < tiles.count(); t++) {
          for (int k = 0; k < matrix.width(); k++) {
            int cell = tiles.cell(t) + k;
            for (int b = 0; cell >= 0 && cell < extent && b < inner; b++) {
              y.elements()[((p * outer + a) * tiles.count() + t) * inner + b] +=
                  matrix.at(p, k) * x.elements()[(a * extent + cell) * inner + b];
            }
          }
        }
      }
    }
    return y;
  }

  static Value output(
      int axis, Matrix matrix, Epilogue epilogue, Shape shape, List<Value> operands) {
    Value x = operands.getFirst();
    Value y = new Value(shape);
    int tiles = x.shape().extent(axis);
    int extent = shape.extent(axis);
    int outer = outer(shape, axis);
    int inner = shape.size() / outer / extent;
    for (int a = 0; a < outer; a++) {
      for (int cell = 0; cell < extent; cell++) {
        int t = cell / matrix.height();
        int q = cell % matrix.height();
        for (int p = 0; p < matrix.width(); p++) {
          for (int b = 0; b < inner; b++) {
            y.elements()[(a * extent + cell) * inner + b] +=
                matrix.at(q, p) * x.elements()[((p * outer + a) * tiles + t) * inner + b];
          }
        }
      }
    }
    return Convolutions.epilogue(epilogue, y, operands);
  }

  /** A parameter after its transform. */
  static Value apply(WeightTransform transform, Value stored) {
    Value value = stored;
    for (WeightTransform.Step step : transform.steps()) {
      value = input(step.axis(), step.matrix(), new Tiles(0, 1, 1), value);
    }
    return value;
  }

  private static int outer(Shape shape, int axis) {
    return shape.extents().subList(0, axis).stream().reduce(1, Math::multiplyExact);
  }
}
