package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/** The interpreter's transforms of tiles: each sum as {@link Operation} writes it. */
final class TileTransforms {
  private TileTransforms() {}

  static Value input(Operation.TransformInput operation, Shape shape, Value x) {
    Value value = x;
    for (Operation.TransformInput.Along along : operation.axes()) {
      int channels = along.matrix().height() * value.shape().channels();
      Shape next = value.shape().withExtent(along.axis(), along.tiles().count());
      value = input(along, next.withExtent(0, channels), value);
    }
    return shape.channels() == x.shape().channels()
        ? swapped(value, shape.extent(1), shape.channels(), shape)
        : new Value(shape, value.elements());
  }

  /** What lies {@code [outer, inner, rest]} as {@code [inner, outer, rest]}. */
  private static Value swapped(Value x, int outer, int inner, Shape shape) {
    Value y = new Value(shape);
    int rest = shape.size() / outer / inner;
    for (int a = 0; a < outer; a++) {
      for (int b = 0; b < inner; b++) {
        System.arraycopy(
            x.elements(), (a * inner + b) * rest, y.elements(), (b * outer + a) * rest, rest);
      }
    }
    return y;
  }

  static Value products(
      Operation.TransformProducts operation, Shape shape, Value x, Value weights) {
    Value y = new Value(shape);
    int blocks = operation.blocks();
    int inputs = x.channels() / blocks;
    int outputs = shape.channels() / blocks;
    int products = shape.extent(1);
    int cells = shape.extents().getLast();
    int rows = shape.positions() / products / cells;
    int given = x.shape().extents().getLast();
    for (int j = 0; j < operation.parts(); j++) {
      for (int p = 0; p < products; p++) {
        for (int row = 0; row < blocks * outputs; row++) {
          for (int i = 0; i < inputs; i++) {
            double weight =
                weights.elements()[(((j * products + p) * blocks * outputs) + row) * inputs + i];
            int map = row / outputs * inputs + i;
            for (int t = 0; t < rows * cells; t++) {
              int from = ((map * products + p) * rows + t / cells) * given + t % cells + j;
              y.elements()[(row * products + p) * rows * cells + t] += weight * x.elements()[from];
            }
          }
        }
      }
    }
    return y;
  }

  private static Value input(Operation.TransformInput.Along along, Shape shape, Value x) {
    Value y = new Value(shape);
    Tiles tiles = along.tiles();
    int extent = x.shape().extent(along.axis());
    int outer = outer(x.shape(), along.axis());
    int inner = x.shape().size() / outer / extent;
    for (int t = 0; t < tiles.count(); t++) {
      Matrix matrix = along.matrix(t);
      for (int p = 0; p < matrix.height(); p++) {
        for (int a = 0; a < outer; a++) {
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

  static Value output(Operation.TransformOutput operation, Shape shape, List<Value> operands) {
    List<Operation.TransformOutput.Back> axes = operation.axes();
    Value y = operands.getFirst();
    if (y.channels() == shape.channels()) {
      y = swapped(y, y.channels(), y.shape().extent(1), y.shape());
    }
    if (operation.epilogue().maxPool().isPresent()) {
      return pooled(operation, shape, y, operands);
    }
    y = cells(operation, shape, shape, y);
    if (!operation.epilogue().addend()) {
      return Convolutions.epilogue(operation.epilogue(), y, operands);
    }
    int axis = axes.getLast().axis();
    int end = operation.from() + shape.extent(axis);
    List<Integer> cells = Relocation.range(operation.from(), end);
    Value addend = operands.getLast();
    List<Value> own = new ArrayList<>(operands.subList(0, operands.size() - 1));
    Relocation slice = Relocation.identity(addend.shape()).withIndices(axis, cells);
    own.add(Tensors.reindex(slice, shape, addend));
    return Convolutions.epilogue(operation.epilogue(), y, own);
  }

  /** All cells of all tiles, whose maxima are then taken as far as they are wanted. */
  private static Value pooled(
      Operation.TransformOutput operation, Shape shape, Value products, List<Value> operands) {
    Shape tiles = operands.getFirst().shape();
    Shape cells = shape;
    if (tiles.spatialRank() > 2) {
      cells = Shape.of(shape.channels(), tiles.extent(2), tiles.extent(3));
    } else {
      for (Operation.TransformOutput.Back back : operation.axes()) {
        int results = shape.extent(back.axis());
        cells = cells.withExtent(back.axis(), operation.tiles(back, results));
      }
    }
    for (Operation.TransformOutput.Back back : operation.axes()) {
      int height = back.matrix().height();
      cells = cells.withExtent(back.axis(), cells.extent(back.axis()) * height);
    }
    Value maxima =
        Convolutions.epilogue(
            operation.epilogue(), cells(operation, shape, cells, products), operands);
    Relocation wanted = Relocation.identity(maxima.shape());
    for (int axis = 1; axis <= shape.spatialRank(); axis++) {
      wanted = wanted.withIndices(axis, Relocation.range(0, shape.extent(axis)));
    }
    return Tensors.reindex(wanted, shape, maxima);
  }

  /**
   * The cells that products become along one axis after the other.
   *
   * @param results what becomes of them in the end, which tells where the last tile is not wanted
   *     as a whole
   * @param shape of the cells
   */
  private static Value cells(
      Operation.TransformOutput operation, Shape results, Shape shape, Value products) {
    List<Operation.TransformOutput.Back> axes = operation.axes();
    Value y = products;
    for (int i = 0; i < axes.size(); i++) {
      Operation.TransformOutput.Back back = axes.get(i);
      boolean ends = results.extent(back.axis()) % operation.step(back) > 0;
      y = output(back, ends, before(shape, axes.subList(i + 1, axes.size())), y);
    }
    return y;
  }

  /** What becomes {@code shape} along these axes. */
  private static Shape before(Shape shape, List<Operation.TransformOutput.Back> axes) {
    Shape before = shape;
    for (Operation.TransformOutput.Back back : axes) {
      int channels = back.matrix().width() * before.channels();
      int tiles = back.tiles(shape.extent(back.axis()));
      before = before.withExtent(0, channels).withExtent(back.axis(), tiles);
    }
    return before;
  }

  /**
   * Along one axis.
   *
   * @param ends whether the map ends within the last tile
   */
  private static Value output(
      Operation.TransformOutput.Back back, boolean ends, Shape shape, Value x) {
    Value y = new Value(shape);
    int extent = shape.extent(back.axis());
    int tiles = back.tiles(extent);
    int outer = outer(shape, back.axis());
    int inner = shape.size() / outer / extent;
    for (int a = 0; a < outer; a++) {
      for (int cell = 0; cell < extent; cell++) {
        int t = cell / back.matrix().height();
        int q = cell % back.matrix().height();
        Matrix matrix = ends && t == tiles - 1 ? back.last() : back.matrix();
        for (int p = 0; q < matrix.height() && p < matrix.width(); p++) {
          for (int b = 0; b < inner; b++) {
            y.elements()[(a * extent + cell) * inner + b] +=
                matrix.at(q, p) * x.elements()[((p * outer + a) * tiles + t) * inner + b];
          }
        }
      }
    }
    return y;
  }

  /** A parameter after its transform, in a shape of as many elements. */
  static Value apply(WeightTransform transform, Value stored, Shape shape) {
    Value value = stored;
    for (WeightTransform.Step step : transform.steps()) {
      Shape next = step.shape(value.shape());
      Tiles one = new Tiles(0, 1, 1);
      value =
          input(new Operation.TransformInput.Along(step.axis(), step.matrix(), one), next, value);
    }
    return new Value(shape, value.elements());
  }

  private static int outer(Shape shape, int axis) {
    return shape.extents().subList(0, axis).stream().reduce(1, Sizes::product);
  }
}
