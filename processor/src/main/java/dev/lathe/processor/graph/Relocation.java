package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where each element of a result is read from, axis by axis: a permutation of the axes, and for
 * every axis a table of indices. Slices of any step, padding of every kind, crops, transposition,
 * repetition and enlargement to nearest neighbours all are relocations.
 *
 * @param axes one for each axis of the result; together they name each axis of the source once
 * @param fill what stands where any axis has {@link #OUTSIDE}
 */
public record Relocation(List<AxisTable> axes, double fill) {

  /** The index of an element that is not read but filled. */
  public static final int OUTSIDE = -1;

  /**
   * One axis of the result.
   *
   * @param source the axis that is read
   * @param indices for every index of the result that of the source, or {@link #OUTSIDE}
   */
  public record AxisTable(int source, List<Integer> indices) {
    public AxisTable {
      indices = List.copyOf(indices);
    }

    /** Whether all of an axis is read in its order; without a second table of its length. */
    boolean isWhole(int extent) {
      for (int k = 0; k < indices.size(); k++) {
        if (indices.get(k) != k) {
          return false;
        }
      }
      return indices.size() == extent;
    }

    boolean repeats() {
      List<Integer> inside = indices.stream().filter(index -> index != OUTSIDE).toList();
      return new HashSet<>(inside).size() < inside.size();
    }
  }

  public Relocation {
    axes = List.copyOf(axes);
  }

  /** Every element at its place in {@code shape}: what the other relocations start from. */
  public static Relocation identity(Shape shape) {
    List<AxisTable> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      axes.add(new AxisTable(axis, range(0, shape.extent(axis))));
    }
    return new Relocation(axes, 0);
  }

  /** The axes in another order: axis k of the result is axis {@code order[k]} of the source. */
  public static Relocation permutation(Shape shape, int... order) {
    List<AxisTable> axes = new ArrayList<>();
    for (int axis : order) {
      axes.add(new AxisTable(axis, range(0, shape.extent(axis))));
    }
    return new Relocation(axes, 0);
  }

  /** The same with another table for one axis of the result. */
  public Relocation withIndices(int axis, List<Integer> indices) {
    List<AxisTable> changed = new ArrayList<>(axes);
    changed.set(axis, new AxisTable(axes.get(axis).source(), indices));
    return new Relocation(changed, fill);
  }

  /** The same with another fill. */
  public Relocation withFill(double value) {
    return new Relocation(axes, value);
  }

  /** The indices {@code from .. to - 1}: a slice. */
  public static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  /**
   * This movement of what another one has moved, as one movement; empty if both fill, with
   * different values.
   */
  public Optional<Relocation> after(Relocation first) {
    if (fills() && first.fills() && fill != first.fill) {
      return Optional.empty();
    }
    List<AxisTable> both = new ArrayList<>();
    for (AxisTable axis : axes) {
      AxisTable before = first.axes.get(axis.source());
      List<Integer> indices =
          axis.indices().stream()
              .map(index -> index == OUTSIDE ? OUTSIDE : before.indices().get(index))
              .toList();
      both.add(new AxisTable(before.source(), indices));
    }
    return Optional.of(new Relocation(both, fills() ? fill : first.fill));
  }

  Shape shape(Shape source) {
    if (source.rank() != axes.size()) {
      throw new IllegalArgumentException(this + " does not fit " + source);
    }
    for (AxisTable axis : axes) {
      int extent = source.extent(axis.source());
      if (axis.indices().stream().anyMatch(index -> index < OUTSIDE || index >= extent)) {
        throw new IllegalArgumentException(axis + " reads outside of " + source);
      }
    }
    return new Shape(axes.stream().map(axis -> axis.indices().size()).toList());
  }

  /** Whether every element of {@code source} stays where it is. */
  public boolean isIdentity(Shape source) {
    for (int axis = 0; axis < axes.size(); axis++) {
      if (axes.get(axis).source() != axis || !axes.get(axis).isWhole(source.extent(axis))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether every element of {@code source} stays where it is in row-major order: only axes of one
   * element change places.
   */
  public boolean isReshape(Shape source) {
    int before = -1;
    for (AxisTable axis : axes) {
      int extent = source.extent(axis.source());
      if (!axis.isWhole(extent) || (extent != 1 && axis.source() < before)) {
        return false;
      }
      before = extent == 1 ? before : axis.source();
    }
    return true;
  }

  /** Whether some element is read more than once. */
  public boolean repeats() {
    return axes.stream().anyMatch(AxisTable::repeats);
  }

  /** Whether some element of the result is filled. */
  public boolean fills() {
    return axes.stream().anyMatch(axis -> axis.indices().contains(OUTSIDE));
  }

  /**
   * What brings every element back to its place in {@code source}, with zeros where none came from.
   *
   * @throws IllegalStateException if some element is read more than once
   */
  public Relocation inverse(Shape source) {
    if (repeats()) {
      throw new IllegalStateException(this + " has no inverse");
    }
    List<AxisTable> back = new ArrayList<>(Collections.nCopies(axes.size(), axes.get(0)));
    for (int axis = 0; axis < axes.size(); axis++) {
      AxisTable table = axes.get(axis);
      List<Integer> indices =
          new ArrayList<>(Collections.nCopies(source.extent(table.source()), OUTSIDE));
      for (int k = 0; k < table.indices().size(); k++) {
        if (table.indices().get(k) != OUTSIDE) {
          indices.set(table.indices().get(k), k);
        }
      }
      back.set(table.source(), new AxisTable(axis, indices));
    }
    return new Relocation(back, 0);
  }

  /** Short: the permutation, and how many of how many indices are taken. */
  @Override
  public String toString() {
    return "axes "
        + axes.stream().map(axis -> axis.source() + "x" + axis.indices().size()).toList()
        + (fills() ? " filled with " + fill : "");
  }
}
