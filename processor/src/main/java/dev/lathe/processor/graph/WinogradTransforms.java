package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The interpreter's transforms of Winograd's algorithm: each sum as {@link Operation} writes it.
 */
final class WinogradTransforms {
  private WinogradTransforms() {}

  static Value input(int axis, Matrix matrix, Tiles tiles, Shape shape, Value x) {
    Value y = new Value(shape);
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

  static Value output(Operation.WinogradOutput operation, Shape shape, List<Value> operands) {
    int axis = operation.axis();
    Matrix matrix = operation.matrix();
    Value x = operands.getFirst();
    Value y = new Value(shape);
    int extent = shape.extent(axis);
    int tiles = Math.ceilDiv(extent, matrix.height());
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
    if (!operation.epilogue().addend()) {
      return Convolutions.epilogue(operation.epilogue(), y, operands);
    }
    List<Integer> cells = Relocation.range(operation.from(), operation.from() + extent);
    Value addend = operands.getLast();
    List<Value> own = new ArrayList<>(operands.subList(0, operands.size() - 1));
    Relocation slice = Relocation.identity(addend.shape()).withIndices(axis, cells);
    own.add(Tensors.reindex(slice, shape, addend));
    return Convolutions.epilogue(operation.epilogue(), y, own);
  }

  /** A parameter after its transform, in a shape of as many elements. */
  static Value apply(WeightTransform transform, Value stored, Shape shape) {
    Value value = stored;
    for (WeightTransform.Step step : transform.steps()) {
      Shape next = step.shape(value.shape());
      value = input(step.axis(), step.matrix(), new Tiles(0, 1, 1), next, value);
    }
    return new Value(shape, value.elements());
  }

  private static int outer(Shape shape, int axis) {
    return shape.extents().subList(0, axis).stream().reduce(1, Math::multiplyExact);
  }
}
