package dev.lathe.runtime.train;

import static dev.lathe.runtime.train.WeightMoves.COLUMNS;
import static dev.lathe.runtime.train.WeightMoves.GROUP;

import dev.lathe.runtime.train.WeightMoves.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds {@link WeightMoves} in a table that says where each float comes from. */
final class MoveFinder {

  /** Of a rectangle: more would be more of the buffer than a window should be. */
  private static final int MOST_ROWS = 64;

  /** Floats of a window, or a few more: a third of a first-level cache. */
  private static final int WINDOW = 4096;

  /** A row of the buffer, whose floats lie {@code stride} apart where they come from. */
  private record Row(int from, int stride, int columns, int to) {

    Row below(int rows, int distance) {
      return new Row(from + rows, stride, columns, to + rows * distance);
    }
  }

  /**
   * A move of one kind into {@code first} to {@code end - 1} of the buffer, and the numbers that
   * describe it.
   */
  private record Move(Ints kind, int first, int end, int... numbers) {}

  private final int[] sources;
  private final int zero;
  private final List<Move> moves = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final Ints groups = new Ints();
  private final Ints blocks = new Ints();
  private final Ints singles = new Ints();

  MoveFinder(int[] sources, int zero) {
    this.sources = sources;
    this.zero = zero;
  }

  WeightMoves find() {
    for (int at = 0; at < sources.length; ) {
      at += sources[at] == zero ? 1 : take(at);
    }
    turn();
    List<Window> windows = windows();
    return new WeightMoves(groups.all(), blocks.all(), singles.all(), windows);
  }

  /** Takes what begins at a place of the buffer, and says how many floats that is. */
  private int take(int at) {
    int run = even(at, 1, sources.length);
    if (run >= GROUP) {
      for (int i = 0; i < run; i += GROUP) {
        // The last group is moved again in part, rather than float by float.
        int first = at + Math.min(i, run - GROUP);
        moves.add(new Move(groups, first, first + GROUP, sources[first], first));
      }
      return run;
    }
    int stride = at + 1 < sources.length ? sources[at + 1] - sources[at] : 0;
    // Rows end where vectors do, or what follows may look like more of the row.
    int row = even(at, stride, at - at % GROUP + GROUP);
    if (row >= COLUMNS) {
      rows.add(new Row(sources[at], stride, row, at));
      return row;
    }
    single(at);
    return 1;
  }

  private void single(int at) {
    moves.add(new Move(singles, at, at + 1, sources[at], at));
  }

  /** How many floats from {@code at} on, before {@code end}, lie {@code stride} apart. */
  private int even(int at, int stride, int end) {
    int count = 1;
    while (at + count < Math.min(end, sources.length)
        && sources[at + count] == sources[at] + count * stride) {
      count++;
    }
    return count;
  }

  /** Rows of which each begins one float behind the one before it make a rectangle. */
  private void turn() {
    rows.sort(
        Comparator.comparingInt(Row::stride)
            .thenComparingInt(Row::columns)
            .thenComparingInt(Row::from));
    for (int i = 0; i < rows.size(); ) {
      Row first = rows.get(i);
      int distance = i + 1 < rows.size() ? rows.get(i + 1).to() - first.to() : 0;
      int count = 1;
      while (count < MOST_ROWS
          && i + count < rows.size()
          && rows.get(i + count).equals(first.below(count, distance))) {
        count++;
      }
      turn(first, distance, count);
      i += count;
    }
  }

  private void turn(Row first, int distance, int count) {
    if (count < GROUP || distance <= 0) {
      for (int at = 0; at < count; at++) {
        int to = first.to() + at * distance;
        for (int column = 0; column < first.columns(); column++) {
          single(to + column);
        }
      }
      return;
    }
    for (int i = 0; i < count; i += GROUP) {
      for (int j = 0; j < first.columns(); j += COLUMNS) {
        int row = Math.min(i, count - GROUP);
        int column = Math.min(j, first.columns() - COLUMNS);
        int to = first.to() + row * distance + column;
        moves.add(
            new Move(
                blocks,
                to,
                to + (GROUP - 1) * distance + COLUMNS,
                sources[to],
                first.stride(),
                to,
                distance));
      }
    }
  }

  /** Cuts the buffer where no move goes to both sides. */
  private List<Window> windows() {
    moves.sort(Comparator.comparingInt(Move::first));
    List<Window> windows = new ArrayList<>();
    int begin = 0;
    int end = 0;
    for (Move move : moves) {
      if (move.first() >= end && end - begin >= WINDOW) {
        windows.add(window(begin, end));
        begin = end;
      }
      move.kind().add(move.numbers());
      end = Math.max(end, move.end());
    }
    windows.add(window(begin, end));
    return windows;
  }

  private Window window(int begin, int end) {
    boolean holes = false;
    for (int at = begin; at < end; at++) {
      holes |= sources[at] == zero;
    }
    return new Window(begin, end, groups.size, blocks.size, singles.size, holes);
  }

  /** A list of numbers. */
  private static final class Ints {

    private int[] values = new int[256];
    private int size;

    void add(int... more) {
      if (size + more.length > values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
      System.arraycopy(more, 0, values, size, more.length);
      size += more.length;
    }

    int[] all() {
      return Arrays.copyOf(values, size);
    }
  }
}
