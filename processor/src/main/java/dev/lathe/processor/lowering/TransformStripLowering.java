package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Operation.TransformInput.Along;
import dev.lathe.processor.graph.Operation.TransformOutput.Back;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.AxisNames;
import dev.lathe.processor.schedule.TransformStrip;
import java.util.ArrayList;
import java.util.List;

/**
 * Transforms of tiles along two axes, strip by strip: along the first axis into a strip that stays
 * in the first-level cache, and from there along the second one.
 */
final class TransformStripLowering {
  private final TransformMaps maps;
  private final TransformStrip strip;

  TransformStripLowering(TransformMaps maps) {
    this.maps = maps;
    this.strip = maps.strip();
  }

  /** All tiles along the first axis, or those before a smaller one and this. */
  List<Block> input(Operation.TransformInput operation) {
    return TilesAlike.of(operation.axes().getFirst()).stream()
        .map(alike -> input(operation, alike))
        .toList();
  }

  private Block input(Operation.TransformInput operation, TilesAlike alike) {
    Along first = operation.axes().getFirst();
    Along second = operation.axes().getLast();
    int[] tiles = maps.tiles(operation);
    Block block = new Block();
    strips(
        block,
        tiles,
        first.axis(),
        second.axis(),
        alike,
        (body, at, channel) -> {
          Index begin = at.get(second.axis() - 1);
          Index left = begin.times(second.tiles().step()).plus(second.tiles().first());
          halfInput(body, first, alike.matrix(), second.axis(), at, left, channel);
          body.loop(
              "p",
              alike.matrix().height(),
              (rows, p) ->
                  rows.loop(
                      "tile",
                      strip.tiles(),
                      (inner, tile) -> tiles(inner, second, tiles, at, p, tile, channel)));
        });
    return block;
  }

  /** The cells of the strip along the first axis. */
  private void halfInput(
      Block block,
      Along first,
      Matrix matrix,
      int second,
      List<Index> at,
      Index left,
      Index channel) {
    LinearForms forms = new LinearForms(matrix);
    Index top = at.get(first.axis() - 1).times(first.tiles().step()).plus(first.tiles().first());
    block.loop(
        AxisNames.position(maps.rank(), second - 1),
        strip.cells(),
        (body, cell) -> {
          for (int v = 0; v < strip.vectors(); v++) {
            List<Expression> cells = new ArrayList<>();
            for (int k = 0; k < matrix.width(); k++) {
              List<Index> from =
                  TransformMaps.with(channel.plus(v * maps.lanes()), at, first.axis(), top.plus(k));
              from.set(second, left.plus(cell));
              cells.add(maps.load(body, "cell" + k, from));
            }
            List<Expression> rows = forms.write(body, cells, maps.lanes());
            for (int p = 0; p < rows.size(); p++) {
              maps.storeHalf(body, Index.of(p), cell, v, rows.get(p));
            }
          }
        });
  }

  /** A tile of the strip along the second axis, for one row of the first one's products. */
  private void tiles(
      Block block,
      Along second,
      int[] tiles,
      List<Index> at,
      Index row,
      Index tile,
      Index channel) {
    LinearForms forms = new LinearForms(second.matrix());
    for (int v = 0; v < strip.vectors(); v++) {
      List<Expression> cells = new ArrayList<>();
      for (int k = 0; k < second.matrix().width(); k++) {
        Index cell = tile.times(second.tiles().step()).plus(k);
        cells.add(maps.loadHalf(block, "cell" + k, row, cell, v));
      }
      List<Expression> rows = forms.write(block, cells, maps.lanes());
      List<Index> position = moved(at, second.axis(), tile);
      for (int p = 0; p < rows.size(); p++) {
        Index product = row.plus(p * strip.rows());
        Index lanes = channel.plus(v * maps.lanes());
        maps.store(block, maps.product(maps.to(), tiles, product, lanes, position), rows.get(p));
      }
    }
  }

  /** The whole tiles, and the last ones where the map ends within them. */
  List<Block> output(Operation.TransformOutput operation) {
    Back first = operation.axes().getFirst();
    Back last = operation.axes().getLast();
    int step = operation.step(last);
    int extent = maps.to().shape().extent(last.axis());
    int[] tiles = maps.to().shape().spatial();
    tiles[first.axis() - 1] = operation.tiles(first, tiles[first.axis() - 1]);
    tiles[last.axis() - 1] = operation.tiles(last, extent);
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < tiles[last.axis() - 1]; from = Math.max(from + 1, extent / step)) {
      int to = Math.max(from + 1, extent / step);
      int wanted = Math.min(step, extent - from * step);
      TilesAlike alike = new TilesAlike(from, to, wanted == step ? last.matrix() : last.last());
      Block block = new Block();
      blocks.add(block);
      strips(
          block,
          tiles,
          last.axis(),
          first.axis(),
          alike,
          (body, at, channel) -> {
            body.loop(
                "p",
                alike.matrix().width(),
                (rows, p) ->
                    rows.loop(
                        "tile",
                        strip.tiles(),
                        (inner, tile) -> halfOutput(inner, first, tiles, at, p, tile, channel)));
            cells(body, operation, alike.matrix(), wanted, at, channel);
          });
    }
    return blocks;
  }

  /** A tile along the first axis, for one row of the products along the last one. */
  private void halfOutput(
      Block block, Back first, int[] tiles, List<Index> at, Index row, Index tile, Index channel) {
    LinearForms forms = new LinearForms(first.matrix());
    List<Index> position = moved(at, first.axis(), tile);
    for (int v = 0; v < strip.vectors(); v++) {
      List<Expression> products = new ArrayList<>();
      for (int p = 0; p < first.matrix().width(); p++) {
        Index product = row.plus(p * strip.rows());
        Index lanes = channel.plus(v * maps.lanes());
        products.add(
            maps.load(
                block, "product" + p, maps.product(maps.from(), tiles, product, lanes, position)));
      }
      List<Expression> cells = forms.write(block, products, maps.lanes());
      for (int q = 0; q < cells.size(); q++) {
        Index cell = tile.times(first.matrix().height()).plus(q);
        maps.storeHalf(block, row, cell, v, cells.get(q));
      }
    }
  }

  /** The strip's results along the last axis, as far as the map goes. */
  private void cells(
      Block block,
      Operation.TransformOutput operation,
      Matrix matrix,
      int wanted,
      List<Index> at,
      Index channel) {
    Back first = operation.axes().getFirst();
    Back last = operation.axes().getLast();
    int columns = operation.pooled(first.axis());
    WindowMaxima maxima = new WindowMaxima(operation.pooled(last.axis()), columns, maps.lanes());
    Index left = at.get(first.axis() - 1).times(operation.step(first));
    int extent = maps.to().shape().extent(first.axis());
    block.loop(
        AxisNames.position(maps.rank(), first.axis() - 1),
        Math.min(strip.cells() / columns, extent),
        (body, result) -> {
          for (int v = 0; v < strip.vectors(); v++) {
            int vector = v;
            List<Expression> results =
                operation.epilogue().maxPool().isEmpty()
                    ? column(body, matrix, result, vector)
                    : maxima.write(
                        body,
                        wanted,
                        column -> column(body, matrix, result.times(columns).plus(column), vector));
            for (int q = 0; q < wanted; q++) {
              Index across = at.get(last.axis() - 1).times(operation.step(last)).plus(q);
              List<Index> to =
                  TransformMaps.with(channel.plus(v * maps.lanes()), at, last.axis(), across);
              to.set(first.axis(), left.plus(result));
              maps.store(body, to, maps.finish(body, operation, results.get(q), q, to));
            }
          }
        });
  }

  /** The cells of a tile along the last axis, at one cell along the first one. */
  private List<Expression> column(Block block, Matrix matrix, Index cell, int vector) {
    List<Expression> rows = new ArrayList<>();
    for (int p = 0; p < matrix.width(); p++) {
      rows.add(maps.loadHalf(block, "half" + p, Index.of(p), cell, vector));
    }
    return new LinearForms(matrix).write(block, rows, maps.lanes());
  }

  /** Writes what is done with a strip. */
  private interface StripWriter {
    /**
     * Writes the body.
     *
     * @param at the strip's tile along the first axis, its first tile along the second one, and the
     *     cells along others
     */
    void write(Block block, List<Index> at, Index channel);
  }

  /** Loops over the strips of some tiles of one axis. */
  private void strips(
      Block block, int[] tiles, int rows, int along, TilesAlike alike, StripWriter writer) {
    outer(block, tiles, rows, along, alike, List.of(), writer);
  }

  private void outer(
      Block block,
      int[] tiles,
      int rows,
      int along,
      TilesAlike alike,
      List<Index> at,
      StripWriter writer) {
    int next = at.size();
    if (next == tiles.length) {
      int each = strip.vectors() * maps.lanes();
      block.loop("c", 0, maps.channels(), each, (body, channel) -> writer.write(body, at, channel));
      return;
    }
    boolean isAlong = next + 1 == along;
    boolean isRows = next + 1 == rows;
    String name = AxisNames.position(maps.rank(), next);
    block.loop(
        isAlong ? "strip" : name,
        isRows ? alike.from() : 0,
        isRows ? alike.to() : tiles[next],
        isAlong ? strip.tiles() : 1,
        (body, variable) -> {
          List<Index> position = new ArrayList<>(at);
          position.add(variable);
          outer(body, tiles, rows, along, alike, position, writer);
        });
  }

  private static List<Index> moved(List<Index> at, int axis, Index step) {
    List<Index> moved = new ArrayList<>(at);
    moved.set(axis - 1, moved.get(axis - 1).plus(step));
    return moved;
  }
}
