package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Placement;
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

  private final Buffer buffer;
  private final Index start;
  private final Placement place;
  private final int lanes;

  /**
   * Between a caller's form and a place.
   *
   * @param buffer that the caller's form lies in
   * @param start the index of its first float
   * @param lanes of the machine's vectors
   */
  TransferLowering(Buffer buffer, Index start, Placement place, int lanes) {
    this.buffer = buffer;
    this.start = start;
    this.place = place;
    this.lanes = lanes;
  }

  /** Brings the value from the caller's form to its place; nothing if it lies there already. */
  List<Kernel> in(String name) {
    if (isThere()) {
      return List.of();
    }
    String line = "%s: copies %s between its border of zeros.".formatted(name, place.shape());
    Block block = new Block();
    if (!place.split().isNone()) {
      line =
          "%s: sorts the rows of %s by x modulo %d."
              .formatted(name, place.shape(), place.split().phases());
      new SortedRows(place, buffer, this::caller, lanes).write(block);
    } else if (place.isRowMajor()) {
      line = "%s: copies %s.".formatted(name, place.shape());
      whole(block, false);
    } else if (place.order() == Order.CHANNELS_FIRST) {
      Shape shape = place.shape();
      MapLoops.rows(
          block,
          place,
          (body, at) ->
              body.add(
                  new Statement.Copy(
                      buffer,
                      caller(at),
                      Buffers.ARENA,
                      MapLoops.at(place, at),
                      shape.extent(shape.spatialRank()))));
    } else {
      line = "%s: turns %s so that its channels lie last.".formatted(name, place.shape());
      elements(block, false);
    }
    return List.of(Kernels.of(name, List.of(line), block));
  }

  /** Brings the value from its place to the caller's form; nothing if it lies there already. */
  List<Kernel> out(String name) {
    if (isThere()) {
      return List.of();
    }
    String line = "%s: %s with the channels first.".formatted(name, place.shape());
    Block block = new Block();
    if (place.isRowMajor()) {
      line = "%s: hands out %s.".formatted(name, place.shape());
      whole(block, true);
    } else {
      elements(block, true);
    }
    return List.of(Kernels.of(name, List.of(line), block));
  }

  private boolean isThere() {
    return buffer.equals(Buffers.ARENA) && start.equals(Index.of(place.origin()));
  }

  private void whole(Block block, boolean out) {
    Index inside = Index.of(place.origin());
    int length = place.shape().size();
    block.add(
        out
            ? new Statement.Copy(Buffers.ARENA, inside, buffer, start, length)
            : new Statement.Copy(buffer, start, Buffers.ARENA, inside, length));
  }

  private void elements(Block block, boolean out) {
    boolean turned = place.order() == Order.CHANNELS_LAST;
    if (turned && place.shape().spatialRank() > 0 && place.shape().positions() > FEW) {
      turn(block, out);
      return;
    }
    MapLoops.elements(
        block, place.shape(), Order.CHANNELS_FIRST, (body, at) -> copy(body, at, out));
  }

  /**
   * A row of positions of all channels at once, or the whole map where nothing lies between rows.
   */
  private void turn(Block block, boolean out) {
    Shape shape = place.shape();
    int rank = shape.spatialRank();
    if (place.isContiguous()) {
      turn(block, Collections.nCopies(rank, Index.of(0)), shape.positions(), out);
    } else {
      MapLoops.rowPositions(
          block,
          shape,
          (body, row) -> {
            List<Index> first = new ArrayList<>(row);
            first.add(Index.of(0));
            turn(body, first, shape.extent(rank), out);
          });
    }
  }

  private void turn(Block block, List<Index> position, int positions, boolean out) {
    Shape shape = place.shape();
    List<Index> at = new ArrayList<>(List.of(Index.of(0)));
    at.addAll(position);
    Statement.Rows channels = new Statement.Rows(buffer, caller(at), shape.positions());
    int pitch = place.strides()[shape.spatialRank()];
    Statement.Rows cells = new Statement.Rows(Buffers.ARENA, MapLoops.at(place, at), pitch);
    block.add(
        out
            ? new Statement.Transpose(cells, channels, shape.channels(), positions, lanes)
            : new Statement.Transpose(channels, cells, positions, shape.channels(), lanes));
  }

  private void copy(Block block, List<Index> at, boolean out) {
    Index caller = caller(at);
    Index inside = MapLoops.at(place, at);
    block.add(
        out
            ? new Statement.Store(buffer, caller, new Expression.Load(Buffers.ARENA, inside, 1))
            : new Statement.Store(Buffers.ARENA, inside, new Expression.Load(buffer, caller, 1)));
  }

  private Index caller(List<Index> at) {
    int[] strides = place.shape().strides();
    Index index = start;
    for (int d = 0; d < strides.length; d++) {
      index = index.plus(at.get(d).times(strides[d]));
    }
    return index;
  }
}
