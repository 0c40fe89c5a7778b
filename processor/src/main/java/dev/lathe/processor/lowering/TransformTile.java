package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Operation.TransformInput.Along;
import dev.lathe.processor.graph.Operation.TransformOutput.Back;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;

/** Writes the transform of one tile along one axis, for the lanes of a vector. */
final class TransformTile {
  private final TransformMaps maps;

  TransformTile(TransformMaps maps) {
    this.maps = maps;
  }

  /**
   * The products of a tile at a position.
   *
   * @param matrix of the tile
   */
  void input(
      Block block,
      Operation.TransformInput operation,
      Matrix matrix,
      List<Index> at,
      Index channel) {
    Along along = operation.transforms().getFirst();
    List<Expression> cells = new ArrayList<>();
    for (int k = 0; k < matrix.width(); k++) {
      cells.add(maps.load(block, "cell" + k, maps.cell(operation, along, k, channel, at)));
    }
    List<Expression> rows = new LinearForms(matrix).write(block, cells, maps.lanes());
    int[] tiles = maps.tiles(operation);
    for (int p = 0; p < rows.size(); p++) {
      maps.store(block, maps.product(maps.to(), tiles, Index.of(p), channel, at), rows.get(p));
    }
  }

  /**
   * The results of a tile: its cells, or the maxima of its windows.
   *
   * @param matrix of the tile
   * @param wanted how many of them
   * @param tiles extents of the positions
   * @param at the tile's position, that of a window where there are any
   */
  void output(
      Block block,
      Operation.TransformOutput operation,
      Matrix matrix,
      int wanted,
      int[] tiles,
      List<Index> at,
      Index channel) {
    Back back = operation.axes().getFirst();
    List<Expression> results =
        operation.epilogue().maxPool().isPresent()
            ? maxima(block, operation, matrix, wanted, tiles, at, channel)
            : cells(block, matrix, tiles, at, channel);
    for (int q = 0; q < wanted; q++) {
      Index cell = at.get(back.axis() - 1).times(operation.step(back)).plus(q);
      List<Index> to = TransformMaps.with(channel, at, back.axis(), cell);
      maps.store(block, to, maps.finish(block, operation, results.get(q), q, to));
    }
  }

  private List<Expression> cells(
      Block block, Matrix matrix, int[] tiles, List<Index> at, Index channel) {
    List<Expression> products = new ArrayList<>();
    for (int p = 0; p < matrix.width(); p++) {
      products.add(
          maps.load(
              block, "product" + p, maps.product(maps.from(), tiles, Index.of(p), channel, at)));
    }
    return new LinearForms(matrix).write(block, products, maps.lanes());
  }

  /** The tiles of a window one after the other, so that few results are at hand at once. */
  private List<Expression> maxima(
      Block block,
      Operation.TransformOutput operation,
      Matrix matrix,
      int wanted,
      int[] tiles,
      List<Index> at,
      Index channel) {
    Back back = operation.axes().getFirst();
    int last = at.size() - 1;
    int columns = operation.pooled(last + 1);
    return new WindowMaxima(operation.pooled(back.axis()), columns, maps.lanes())
        .write(
            block,
            wanted,
            column -> {
              List<Index> cell = new ArrayList<>(at);
              cell.set(last, at.get(last).times(columns).plus(column));
              return cells(block, matrix, tiles, cell, channel);
            });
  }
}
