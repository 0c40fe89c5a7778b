package dev.lathe.processor.loop;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one interpreted kernel sees: its buffers and slices, its variables, where it is. */
final class Frame {

  private final String kernel;
  private final Map<String, View> buffers = new HashMap<>();
  private final Map<String, float[]> locals = new HashMap<>();
  private final Map<String, Integer> indices = new TreeMap<>();
  private @Nullable Statement current;

  Frame(String kernel) {
    this.kernel = kernel;
  }

  /** Part of an array: slices are views that check against their own length. */
  private record View(float[] floats, int start, int length) {}

  void enter(Statement statement) {
    current = statement;
  }

  void memory(String name, float[] floats) {
    buffers.put(name, new View(floats, 0, floats.length));
  }

  void slice(Buffer slice, Buffer of, Index start, int length) {
    View whole = view(of, start, length);
    View part = new View(whole.floats, whole.start + at(start), length);
    buffers.put(slice.name(), part);
  }

  void name(String index, int value) {
    indices.put(index, value);
  }

  int at(Index index) {
    int sum = index.constant();
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      Integer value = indices.get(term.getKey());
      if (value == null) {
        throw malformed("index " + term.getKey() + " has no value");
      }
      sum = Math.addExact(sum, Math.multiplyExact(term.getValue(), value));
    }
    return sum;
  }

  float[] read(Buffer buffer, Index index, int length) {
    View view = view(buffer, index, length);
    int start = view.start + at(index);
    return Arrays.copyOfRange(view.floats, start, start + length);
  }

  void write(Buffer buffer, Index index, float[] values) {
    View view = view(buffer, index, values.length);
    System.arraycopy(values, 0, view.floats, view.start + at(index), values.length);
  }

  float[] get(Local local) {
    float[] value = locals.get(local.name());
    if (value == null) {
      throw malformed("variable " + local.name() + " has no value");
    }
    if (value.length != local.lanes()) {
      throw malformed(
          "variable %s has %d lanes, not %d".formatted(local.name(), value.length, local.lanes()));
    }
    return value;
  }

  /** Values are never changed in place, so variables may share them. */
  void set(Local local, float[] value) {
    if (value.length != local.lanes()) {
      throw malformed(
          "variable %s of %d lanes is given %d"
              .formatted(local.name(), local.lanes(), value.length));
    }
    locals.put(local.name(), value);
  }

  IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException(where() + what);
  }

  private View view(Buffer buffer, Index index, int length) {
    View view = buffers.get(buffer.name());
    if (view == null) {
      throw malformed("buffer " + buffer.name() + " is not known");
    }
    int start = at(index);
    if (start < 0 || start > view.length - length) {
      throw new IndexOutOfBoundsException(
          "%sbuffer %s has %d floats, index %s = %d with %d floats is outside"
              .formatted(where(), buffer.name(), view.length, index, start, length));
    }
    return view;
  }

  private String where() {
    String line = current == null ? "" : LoopPrinter.line(current);
    return "kernel %s, statement '%s' with %s: ".formatted(kernel, line, indices);
  }
}
