package dev.lathe.processor.idiom;

import dev.lathe.processor.graph.Relocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the table of one axis of a {@link Relocation} does, in a word. */
public sealed interface Movement {

  /** Every element stays. */
  record Stay() implements Movement {}

  /** {@code count} elements from {@code begin} in steps, which may be negative. */
  record Steps(int begin, int step, int count) implements Movement {}

  /** Every element several times, one behind the other. */
  record Enlarge(int factor) implements Movement {}

  /** The only element, everywhere. */
  record Stretch(int extent) implements Movement {}

  /** Elements around, or fewer than there were where a figure is negative. */
  record Pad(Mode mode, int before, int after) implements Movement {}

  /** Anything else. */
  record Table(List<Integer> indices) implements Movement {
    public Table {
      indices = List.copyOf(indices);
    }

    /** Whether some elements are filled. */
    public boolean fills() {
      return indices.contains(Relocation.OUTSIDE);
    }
  }

  /** What is put around. */
  enum Mode {
    CONSTANT,
    REFLECT,
    REPLICATE,
    CIRCULAR
  }

  /** What a table does to an axis of the given extent. */
  static Movement of(List<Integer> indices, int extent) {
    int count = indices.size();
    if (indices.equals(Relocation.range(0, extent))) {
      return new Stay();
    }
    if (extent == 1 && indices.stream().allMatch(index -> index == 0)) {
      return new Stretch(count);
    }
    if (!indices.contains(Relocation.OUTSIDE)) {
      int step = count > 1 ? indices.get(1) - indices.get(0) : 1;
      int begin = indices.getFirst();
      if (step != 0 && matches(indices, k -> begin + k * step)) {
        return new Steps(begin, step, count);
      }
      if (count % extent == 0 && matches(indices, k -> k / (count / extent))) {
        return new Enlarge(count / extent);
      }
    }
    return padded(indices, extent).orElseGet(() -> new Table(indices));
  }

  private static Optional<Movement> padded(List<Integer> indices, int extent) {
    int inside = indices.indexOf(0);
    for (Mode mode : Mode.values()) {
      int last = mode == Mode.REPLICATE ? lastRun(indices) : inside;
      for (int before : List.of(inside, last, circular(indices, extent))) {
        int after = indices.size() - extent - before;
        if (before >= 0 && after >= 0 && matches(indices, k -> source(mode, k - before, extent))) {
          return Optional.of(new Pad(mode, before, after));
        }
      }
    }
    return cropped(indices, extent);
  }

  /** The place of the last of the zeros that a replicated border begins with. */
  private static int lastRun(List<Integer> indices) {
    int place = -1;
    for (int k = 0; k < indices.size() && indices.get(k) == 0; k++) {
      place = k;
    }
    return place;
  }

  /** Where the first element would be if the table ran in a circle. */
  private static int circular(List<Integer> indices, int extent) {
    int first = indices.getFirst();
    return first <= 0 ? 0 : extent - first;
  }

  /** Filled at one end, cut off at the other. */
  private static Optional<Movement> cropped(List<Integer> indices, int extent) {
    int first = 0;
    while (first < indices.size() && indices.get(first) == Relocation.OUTSIDE) {
      first++;
    }
    if (first == indices.size()) {
      return Optional.empty();
    }
    int before = first > 0 ? first - indices.get(first) : -indices.getFirst();
    int after = indices.size() - extent - before;
    return matches(indices, k -> source(Mode.CONSTANT, k - before, extent))
        ? Optional.of(new Pad(Mode.CONSTANT, before, after))
        : Optional.empty();
  }

  private static int source(Mode mode, int k, int extent) {
    if (k >= 0 && k < extent) {
      return k;
    }
    return switch (mode) {
      case CONSTANT -> Relocation.OUTSIDE;
      case REFLECT -> k < 0 ? -k : 2 * (extent - 1) - k;
      case REPLICATE -> k < 0 ? 0 : extent - 1;
      case CIRCULAR -> Math.floorMod(k, extent);
    };
  }

  private static boolean matches(
      List<Integer> indices, java.util.function.IntUnaryOperator expected) {
    return IntStream.range(0, indices.size())
        .allMatch(k -> indices.get(k) == expected.applyAsInt(k));
  }
}
