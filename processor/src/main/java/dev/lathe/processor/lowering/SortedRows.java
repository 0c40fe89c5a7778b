package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Copies the caller's rows sorted by phase ({@link dev.lathe.processor.memory.Split}). Of two
 * phases vectors pick every second lane, where a row has cells for two of them: HotSpot leaves a
 * loop that skips cells to scalars. More phases, and what is left of a row, are copied cell by
 * cell.
 */
final class SortedRows {
  private final Placement place;
  private final Shape shape;
  private final Buffer buffer;
  private final Function<List<Index>, Index> caller;
  private final int lanes;
  private final int phases;
  private final int width;

  /**
   * Of one value.
   *
   * @param caller the index of an element in the caller's form, in {@code buffer}
   * @param lanes of the machine's vectors
   */
  SortedRows(Placement place, Buffer buffer, Function<List<Index>, Index> caller, int lanes) {
    this.place = place;
    this.shape = place.shape();
    this.buffer = buffer;
    this.caller = caller;
    this.lanes = lanes;
    this.phases = place.split().phases();
    this.width = shape.extent(shape.spatialRank());
  }

  void write(Block block) {
    MapLoops.rowStarts(block, shape, this::row);
  }

  private void row(Block block, List<Index> row) {
    int pairs = width / 2;
    if (phases != 2 || lanes == 1 || pairs < lanes) {
      scalars(block, row, 0);
      return;
    }
    int whole = pairs / lanes * lanes;
    block.loop(cells(), 0, whole, lanes, (body, cell) -> vectors(body, row, cell));
    if (pairs > whole) {
      vectors(block, row, Index.of(pairs - lanes));
    }
    scalars(block, row, pairs);
  }

  /** A vector of each phase; the last one of a row begins earlier, and repeats some cells. */
  private void vectors(Block block, List<Index> row, Index cell) {
    List<Expression.Read> halves = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      Index from = caller.apply(at(row, cell.times(2).plus(half * lanes)));
      Local local = new Local("x" + half, lanes);
      block.set(local, new Expression.Load(buffer, from, lanes));
      halves.add(new Expression.Read(local));
    }
    for (int phase = 0; phase < 2; phase++) {
      Expression sorted = new Expression.Unzip(phase, halves.getFirst(), halves.getLast());
      store(block, at(row, cell.times(2).plus(phase)), sorted);
    }
  }

  /** Reads the row once for each phase, so that what is written is consecutive. */
  private void scalars(Block block, List<Index> row, int from) {
    for (int each = 0; each < phases; each++) {
      int phase = each;
      int to = Math.ceilDiv(width - phase, phases);
      if (to > from) {
        block.loop(
            cells(),
            from,
            to,
            1,
            (body, cell) -> {
              List<Index> at = at(row, cell.times(phases).plus(phase));
              store(body, at, new Expression.Load(buffer, caller.apply(at), 1));
            });
      }
    }
  }

  private void store(Block block, List<Index> at, Expression value) {
    block.add(new Statement.Store(Buffers.ARENA, MapLoops.at(place, at), value));
  }

  private List<Index> at(List<Index> row, Index cell) {
    List<Index> at = new ArrayList<>(row);
    at.set(shape.spatialRank(), cell);
    return at;
  }

  private String cells() {
    int rank = shape.spatialRank();
    return AxisNames.position(rank, rank - 1);
  }
}
