package dev.lathe.processor.loop;

import dev.lathe.processor.graph.Sizes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one interpreted kernel sees: its buffers, its variables, its indices. Names are resolved
 * once, to the objects which hold what they mean at each moment.
 */
final class Frame {

  private final String kernel;
  private final Map<String, float[]> buffers = new HashMap<>();
  private final Map<String, float[]> locals = new HashMap<>();
  private final Map<String, Cell> indices = new TreeMap<>();
  private @Nullable Statement current;

  Frame(String kernel) {
    this.kernel = kernel;
  }

  /** A loop's variable, or a named index. */
  static final class Cell {
    int value;

    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** An index whose names are resolved. */
  static final class Affine {
    private final int constant;
    private final Cell[] cells;
    private final int[] coefficients;

    private Affine(int constant, Cell[] cells, int[] coefficients) {
      this.constant = constant;
      this.cells = cells;
      this.coefficients = coefficients;
    }

    int get() {
      long sum = constant;
      for (int i = 0; i < cells.length; i++) {
        sum += (long) coefficients[i] * cells[i].value;
      }
      return Sizes.of(sum);
    }
  }

  /** Consecutive floats of a buffer that a statement reads or writes. */
  final class Access {
    private final Statement statement = statement();
    private final Buffer buffer;
    private final float[] floats;
    private final Index index;
    private final Affine affine;
    private final int length;

    private Access(Buffer buffer, float[] floats, Index index, int length) {
      this.buffer = buffer;
      this.floats = floats;
      this.index = index;
      this.affine = affine(index);
      this.length = length;
    }

    float[] floats() {
      return floats;
    }

    /** The first float's place in {@link #floats}; all are inside the buffer. */
    int start() {
      int start = affine.get();
      if (start < 0 || start > floats.length - length) {
        throw new IndexOutOfBoundsException(
            "%sbuffer %s has %d floats, index %s = %d with %d floats is outside"
                .formatted(where(statement), buffer.name(), floats.length, index, start, length));
      }
      return start;
    }
  }

  /** The statement that is being resolved, for messages. */
  void enter(Statement statement) {
    current = statement;
  }

  void memory(String name, float[] floats) {
    buffers.put(name, floats);
  }

  Cell cell(String index) {
    return indices.computeIfAbsent(index, _ -> new Cell());
  }

  Affine affine(Index index) {
    int terms = index.terms().size();
    Cell[] cells = new Cell[terms];
    int[] coefficients = new int[terms];
    int i = 0;
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      Cell cell = indices.get(term.getKey());
      if (cell == null) {
        throw malformed("index " + term.getKey() + " has no value");
      }
      cells[i] = cell;
      coefficients[i++] = term.getValue();
    }
    return new Affine(index.constant(), cells, coefficients);
  }

  Access access(Buffer buffer, Index index, int length) {
    float[] floats = buffers.get(buffer.name());
    if (floats == null) {
      throw malformed("buffer " + buffer.name() + " is not known");
    }
    return new Access(buffer, floats, index, length);
  }

  /** The lanes of a variable that has a value. */
  float[] local(Local local) {
    float[] lanes = locals.get(local.name());
    if (lanes == null) {
      throw malformed("variable " + local.name() + " has no value");
    }
    if (lanes.length != local.lanes()) {
      throw malformed(
          "variable %s has %d lanes, not %d".formatted(local.name(), lanes.length, local.lanes()));
    }
    return lanes;
  }

  /** The lanes of a variable that comes into being; blocks one after the other may share a name. */
  float[] define(Local local) {
    float[] lanes = new float[local.lanes()];
    locals.put(local.name(), lanes);
    return lanes;
  }

  IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException(where(current) + what);
  }

  private Statement statement() {
    if (current == null) {
      throw new IllegalStateException("an access outside of all statements");
    }
    return current;
  }

  private String where(@Nullable Statement statement) {
    String line = statement == null ? "" : LoopPrinter.line(statement);
    return "kernel %s, statement '%s' with %s: ".formatted(kernel, line, indices);
  }
}
