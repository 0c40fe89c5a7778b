package dev.lathe.processor.loop;

import java.util.List;

/** One step of a kernel. */
public sealed interface Statement {

  /** {@code for (variable = from; variable < to; variable += step)}; always runs at least once. */
  record Loop(String variable, int from, int to, int step, List<Statement> body)
      implements Statement {
    public Loop {
      if (step < 1 || from >= to) {
        throw new IllegalArgumentException("empty loop over " + variable + ": " + from + ".." + to);
      }
      body = List.copyOf(body);
    }

    public int trips() {
      return Math.ceilDiv(to - from, step);
    }
  }

  /**
   * {@code for (variable = max(from, 0); variable < min(to, extent); variable++)}: the trips of a
   * loop over {@code extent} that two bounds admit, perhaps none.
   */
  record LimitedLoop(String variable, Index from, Index to, int extent, List<Statement> body)
      implements Statement {
    public LimitedLoop {
      body = List.copyOf(body);
    }
  }

  /** Names an index, so that inner indices are the name and a constant. */
  record NameIndex(String name, Index index) implements Statement {}

  /**
   * Names the whole number that lies in a buffer, as an index from 0 to {@code limit - 1}; another
   * number ends the kernel with an {@link IndexOutOfBoundsException}.
   */
  record ReadIndex(String name, Buffer buffer, Index at, int limit) implements Statement {}

  /**
   * Names the place of a trip as an index: loops that are joined into one have no affine index.
   *
   * @param trip from 0 to the walk's trips, less one
   */
  record WalkIndex(String name, Walk walk, Index trip) implements Statement {}

  /** Declares a variable. */
  record Define(Local local, Expression value) implements Statement {}

  /** Gives a declared variable a new value. */
  record Assign(Local local, Expression value) implements Statement {}

  /** Writes all lanes of a value to consecutive floats. */
  record Store(Buffer buffer, Index index, Expression value) implements Statement {}

  /** Writes {@code length} equal floats. */
  record Fill(Buffer buffer, Index start, int length, float value) implements Statement {}

  /** Copies {@code length} floats between arrays. */
  record Copy(Buffer from, Index source, Buffer to, Index destination, int length)
      implements Statement {}

  /**
   * Turns rows into columns: element {@code (i, j)} at {@code start + i stride + j} of {@code to}
   * becomes the one at {@code start + j stride + i} of {@code from}. The two do not overlap.
   *
   * @param lanes of the machine's vectors
   */
  record Transpose(Rows from, Rows to, int rows, int columns, int lanes) implements Statement {}

  /** Where rows lie: the index of the first, and how far it is from one to the next. */
  record Rows(Buffer buffer, Index start, int stride) {}

  /** Fetches so many cache lines from {@code index} on into the caches; changes nothing. */
  record ReadAhead(Buffer buffer, Index index, int lines) implements Statement {

    /** Floats of a cache line. */
    public static final int LINE_FLOATS = 16;

    /** The variable of the sum of all that a kernel reads ahead, so that no read is left out. */
    public static final String SUM = "ahead";

    public ReadAhead {
      if (lines < 1) {
        throw new IllegalArgumentException("no lines to read ahead: " + lines);
      }
    }

    /** Where a line's first float lies. */
    public Index line(int which) {
      return index.plus(which * LINE_FLOATS);
    }
  }

  /** Says why what follows is as it is. */
  record Comment(String text) implements Statement {}
}
