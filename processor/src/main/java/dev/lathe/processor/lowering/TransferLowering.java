package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.AxisNames;
import dev.lathe.processor.schedule.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Copies between the caller's row-major, channels-first form of a value and its place in the arena.
 */
final class TransferLowering {
  /** Fewer positions are not worth a call. */
  private static final int FEW = 16;

  private TransferLowering() {}

  /** Brings a value from the caller's region to its place; nothing if it lies there already. */
  static List<Kernel> in(String name, int region, Placement place) {
    if (region == place.origin()) {
      return List.of();
    }
    String line =
        "%s: copies the %s image between its border of zeros.".formatted(name, place.shape());
    Block block = new Block();
    if (!place.split().isNone()) {
      line =
          "%s: sorts the rows of the %s image by x modulo %d."
              .formatted(name, place.shape(), place.split().phases());
      phases(block, region, place);
    } else if (place.order() == Order.CHANNELS_FIRST) {
      Shape shape = place.shape();
      int[] strides = shape.strides();
      MapLoops.rows(
          block,
          place,
          (body, at) ->
              body.add(
                  new Statement.Copy(
                      Buffers.ARENA,
                      linear(region, strides, at),
                      Buffers.ARENA,
                      MapLoops.at(place, at),
                      MapLoops.rowLength(place))));
    } else {
      elements(block, region, place, false);
    }
    return List.of(Kernels.of(name, List.of(line), block));
  }

  /** Reads every row once for each phase, so that what is written is consecutive. */
  private static void phases(Block block, int region, Placement place) {
    Shape shape = place.shape();
    int rank = shape.spatialRank();
    int phases = place.split().phases();
    int width = shape.extent(rank);
    MapLoops.rowStarts(
        block,
        shape,
        (body, row) -> {
          for (int phase = 0; phase < Math.min(phases, width); phase++) {
            int first = phase;
            body.loop(
                AxisNames.position(rank, rank - 1),
                Math.ceilDiv(width - phase, phases),
                (inner, cell) -> {
                  List<Index> at = new ArrayList<>(row);
                  at.set(rank, cell.times(phases).plus(first));
                  Index from = linear(region, shape.strides(), at);
                  Expression value = new Expression.Load(Buffers.ARENA, from, 1);
                  inner.add(new Statement.Store(Buffers.ARENA, MapLoops.at(place, at), value));
                });
          }
        });
  }

  /** Brings a value from its place to the caller's region; nothing if it lies there already. */
  static List<Kernel> out(String name, int region, Placement place) {
    if (region == place.origin()) {
      return List.of();
    }
    String line = "%s: %s with the channels first.".formatted(name, place.shape());
    Block block = new Block();
    elements(block, region, place, true);
    return List.of(Kernels.of(name, List.of(line), block));
  }

  private static void elements(Block block, int region, Placement place, boolean out) {
    int[] strides = place.shape().strides();
    boolean turned = place.order() == Order.CHANNELS_LAST;
    if (turned && place.shape().spatialRank() > 0 && place.shape().positions() > FEW) {
      turn(block, region, place, out);
      return;
    }
    MapLoops.elements(
        block,
        place.shape(),
        Order.CHANNELS_FIRST,
        (body, at) -> {
          Index caller = linear(region, strides, at);
          Index inside = MapLoops.at(place, at);
          copy(body, caller, inside, out);
        });
  }

  /**
   * A row of positions of all channels at once, or the whole map where nothing lies between rows.
   */
  private static void turn(Block block, int region, Placement place, boolean out) {
    Shape shape = place.shape();
    int rank = shape.spatialRank();
    int inside = place.strides()[rank];
    int caller = shape.positions();
    boolean gaps = !place.isContiguous();
    RowWriter rows =
        (body, row, positions) -> {
          List<Index> at = new ArrayList<>(List.of(Index.of(0)));
          at.addAll(row);
          Index outside = linear(region, shape.strides(), at);
          Index here = MapLoops.at(place, at);
          body.add(
              out
                  ? new Statement.Transpose(
                      Buffers.ARENA, here, inside, outside, caller, shape.channels(), positions)
                  : new Statement.Transpose(
                      Buffers.ARENA, outside, caller, here, inside, positions, shape.channels()));
        };
    if (gaps) {
      MapLoops.rowPositions(
          block,
          shape,
          (body, row) -> {
            List<Index> start = new ArrayList<>(row);
            start.add(Index.of(0));
            rows.write(body, start, shape.extent(rank));
          });
    } else {
      rows.write(block, Collections.nCopies(rank, Index.of(0)), shape.positions());
    }
  }

  /** Writes what is done with a row of positions. */
  private interface RowWriter {
    void write(Block block, List<Index> start, int positions);
  }

  private static void copy(Block block, Index caller, Index inside, boolean out) {
    Expression value = new Expression.Load(Buffers.ARENA, out ? inside : caller, 1);
    block.add(new Statement.Store(Buffers.ARENA, out ? caller : inside, value));
  }

  private static Index linear(int region, int[] strides, List<Index> at) {
    List<Index> terms = new ArrayList<>(at);
    Index index = Index.of(region);
    for (int d = 0; d < strides.length; d++) {
      index = index.plus(terms.get(d).times(strides[d]));
    }
    return index;
  }
}
