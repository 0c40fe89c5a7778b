package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Loops over axes that several values are walked through along. Axes that follow each other without
 * a gap in all of them become one loop, and vectors run along an axis that is contiguous, or not
 * moved along, in all of them.
 */
final class Nest {

  private static final String MERGED = "i";

  /**
   * One loop.
   *
   * @param steps how far a trip moves in each value
   */
  record Axis(String name, int extent, int[] steps) {
    /** What several axes in one are called. */
    static final String MERGED = "i";

    boolean isContiguous() {
      return steps[0] == 1 && Arrays.stream(steps).allMatch(step -> step == 0 || step == 1);
    }

    /** The two as one loop, of which {@code inner} is the faster axis. */
    Optional<Axis> merged(Axis inner) {
      boolean gapless =
          IntStream.range(0, steps.length).allMatch(k -> steps[k] == inner.steps[k] * inner.extent);
      return gapless
          ? Optional.of(new Axis(MERGED, Sizes.product(extent, inner.extent), inner.steps))
          : Optional.empty();
    }
  }

  /** Writes what is done with {@code width} elements. */
  interface Writer {
    /**
     * Writes the body.
     *
     * @param at where each value's element lies
     * @param steps how far each value moves along the vector's axis
     */
    void write(Block block, List<Index> at, int[] steps, int width);
  }

  private final List<Reference> values;
  private final List<Axis> outer = new ArrayList<>();
  private final Optional<Axis> vector;
  private final int lanes;

  private Nest(List<Reference> values, List<Axis> outer, Optional<Axis> vector, int lanes) {
    this.values = values;
    this.outer.addAll(outer);
    this.vector = vector;
    this.lanes = lanes;
  }

  private Nest(List<Reference> values, List<Axis> axes, int lanes) {
    this.values = values;
    List<Axis> merged = merge(axes);
    Optional<Axis> along =
        lanes == 1
            ? Optional.empty()
            : merged.reversed().stream()
                .filter(Axis::isContiguous)
                .filter(axis -> axis.extent() >= lanes)
                .findFirst();
    this.vector = along;
    this.lanes = lanes;
    merged.stream().filter(axis -> along.stream().noneMatch(axis::equals)).forEach(outer::add);
  }

  /**
   * Loops over the axes of a shape of which each value has a step for each axis; in the memory
   * order of the first value.
   */
  static Nest of(List<Integer> extents, List<Reference> values, int lanes) {
    return over(IntStream.range(0, extents.size()).boxed().toList(), extents, values, lanes);
  }

  /** Loops over the given axes, each of which has a step for every value. */
  static Nest along(List<Axis> axes, List<Reference> values, int lanes) {
    List<Axis> sorted = new ArrayList<>(axes.stream().filter(axis -> axis.extent() > 1).toList());
    sorted.sort(Comparator.comparingInt((Axis axis) -> Math.abs(axis.steps()[0])).reversed());
    return new Nest(values, sorted, lanes);
  }

  /** As {@link #of}, over some of the axes alone. */
  static Nest over(List<Integer> chosen, List<Integer> extents, List<Reference> values, int lanes) {
    List<Axis> axes = new ArrayList<>();
    for (int d : chosen) {
      int[] steps = values.stream().mapToInt(value -> value.steps()[d]).toArray();
      int extent = extents.get(d);
      if (d == 0 && canFill(values, steps)) {
        extent = Math.ceilDiv(extent, lanes) * lanes;
      }
      axes.add(new Axis(name(extents.size(), d), extent, steps));
    }
    return along(axes, values, lanes);
  }

  /** The same loops for the inside of others, which may be called {@code i} already. */
  Nest inside() {
    UnaryOperator<Axis> renamed =
        axis -> axis.name().equals(Axis.MERGED) ? new Axis("j", axis.extent(), axis.steps()) : axis;
    return new Nest(values, outer.stream().map(renamed).toList(), vector.map(renamed), lanes);
  }

  /** The name of a loop over axis {@code d} of a value of some rank. */
  static String name(int rank, int d) {
    return d == 0 ? "c" : AxisNames.position(rank - 1, d - 1);
  }

  /** Whether all values that move along the channels may be read and written beyond the last. */
  private static boolean canFill(List<Reference> values, int[] steps) {
    return steps[0] == 1
        && IntStream.range(0, steps.length)
            .allMatch(k -> steps[k] == 0 || (steps[k] == 1 && values.get(k).filled()));
  }

  private static List<Axis> merge(List<Axis> axes) {
    List<Axis> merged = new ArrayList<>();
    for (Axis axis : axes) {
      Optional<Axis> both = merged.isEmpty() ? Optional.empty() : merged.getLast().merged(axis);
      if (both.isPresent()) {
        merged.set(merged.size() - 1, both.get());
      } else {
        merged.add(axis);
      }
    }
    return merged;
  }

  /** The floats of a vector, 1 where no axis suits vectors. */
  int width() {
    return vector.isPresent() ? lanes : 1;
  }

  void write(Block block, Writer writer) {
    List<Index> start = values.stream().map(value -> Index.of(value.origin())).toList();
    write(block, 0, start, writer, MERGED);
  }

  /** As {@link #write(Block, Writer)}, inside of other loops: the values begin at {@code start}. */
  void write(Block block, List<Index> start, Writer writer) {
    write(block, 0, start, writer, "j");
  }

  /**
   * Writes the loops from one on.
   *
   * @param merged the name of loops that stand for several axes
   */
  private void write(Block block, int depth, List<Index> at, Writer writer, String merged) {
    if (depth < outer.size()) {
      Axis axis = outer.get(depth);
      block.loop(
          name(axis, depth, merged),
          axis.extent(),
          (body, variable) -> write(body, depth + 1, moved(at, axis, variable), writer, merged));
    } else if (vector.isEmpty()) {
      writer.write(block, at, new int[values.size()], 1);
    } else {
      Axis axis = vector.get();
      int whole = axis.extent() / lanes * lanes;
      String name = name(axis, depth, merged);
      block.loop(
          name,
          0,
          whole,
          lanes,
          (body, variable) -> writer.write(body, moved(at, axis, variable), axis.steps(), lanes));
      if (whole < axis.extent()) {
        block.loop(
            name,
            whole,
            axis.extent(),
            1,
            (body, variable) -> writer.write(body, moved(at, axis, variable), axis.steps(), 1));
      }
    }
  }

  /** Merged loops are all called alike: the inner ones get a number. */
  private String name(Axis axis, int depth, String merged) {
    boolean again = outer.stream().limit(depth).anyMatch(other -> other.name().equals(axis.name()));
    String name = axis.name().equals(MERGED) ? merged : axis.name();
    return again ? name + depth : name;
  }

  private static List<Index> moved(List<Index> at, Axis axis, Index variable) {
    return IntStream.range(0, at.size())
        .mapToObj(k -> at.get(k).plus(variable.times(axis.steps()[k])))
        .toList();
  }
}
