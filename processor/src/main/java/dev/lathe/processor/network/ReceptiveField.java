package dev.lathe.processor.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one unit of a layer sees of the network's input, padding included: {@code size} cells along
 * each axis, and {@code jump} cells from one unit's field to its neighbour's. Behind a layer of
 * windows of k cells at distances s the size is {@code size + (k - 1) jump}, the jump {@code s
 * jump}.
 */
public record ReceptiveField(List<Axis> axes) {

  /** Along one axis of the input. */
  public record Axis(int size, double jump) {
    static final Axis CELL = new Axis(1, 1);

    Axis behind(Reach reach) {
      return new Axis(size + (int) Math.ceil((reach.cells() - 1) * jump), jump * reach.step());
    }
  }

  public ReceptiveField {
    axes = List.copyOf(axes);
  }

  /** A cell of the input itself. */
  static ReceptiveField cell(int spatialRank) {
    return new ReceptiveField(IntStream.range(0, spatialRank).mapToObj(_ -> Axis.CELL).toList());
  }

  /** A whole input. */
  static ReceptiveField whole(int[] spatial) {
    return new ReceptiveField(
        IntStream.of(spatial).mapToObj(extent -> new Axis(extent, extent)).toList());
  }

  boolean fits(List<Reach> reaches) {
    return reaches.size() == axes.size();
  }

  /** That of a unit that sees some of these fields. */
  ReceptiveField behind(List<Reach> reaches) {
    return new ReceptiveField(
        IntStream.range(0, axes.size()).mapToObj(d -> axes.get(d).behind(reaches.get(d))).toList());
  }

  /** That of a unit that sees both: they lie around one centre. */
  ReceptiveField joined(ReceptiveField other) {
    List<Axis> larger = new ArrayList<>();
    for (int d = 0; d < axes.size(); d++) {
      Axis mine = axes.get(d);
      Axis theirs = other.axes().get(d);
      larger.add(new Axis(Math.max(mine.size, theirs.size), Math.max(mine.jump, theirs.jump)));
    }
    return new ReceptiveField(larger);
  }

  /** {@code 14x14, step 4x4}. */
  @Override
  public String toString() {
    if (axes.isEmpty()) {
      return "";
    }
    String sizes = axes.stream().map(axis -> "" + axis.size()).collect(Collectors.joining("x"));
    String jumps =
        axes.stream()
            .map(
                axis ->
                    axis.jump() == Math.rint(axis.jump())
                        ? "" + (long) axis.jump()
                        : "" + axis.jump())
            .collect(Collectors.joining("x"));
    return sizes + ", step " + jumps;
  }
}
