package dev.lathe.processor.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A box of results that share one tile shape, hence one piece of code: the main part, and the
 * remainders where a tile does not divide an axis.
 *
 * @param spans one for each parallel axis, outermost first
 */
public record Region(List<Span> spans) {

  public Region {
    spans = List.copyOf(spans);
  }

  /** The regions of a schedule, the main one first. */
  public static List<Region> of(Contraction contraction, Tiling tiling) {
    List<List<Span>> products = List.of(List.of());
    for (Axis axis : contraction.axes(Axis.Role.PARALLEL)) {
      List<List<Span>> longer = new ArrayList<>();
      for (List<Span> prefix : products) {
        for (Span span : spans(axis, tiling)) {
          List<Span> spans = new ArrayList<>(prefix);
          spans.add(span);
          longer.add(spans);
        }
      }
      products = longer;
    }
    return products.stream().map(Region::new).toList();
  }

  private static List<Span> spans(Axis axis, Tiling tiling) {
    int tile = tiling.tile(axis.name());
    int extent = axis.extent();
    if (!axis.name().equals(tiling.vectorAxis())) {
      return split(axis, new Positions(extent, k -> k), extent, tile, 1);
    }
    int lanes = tiling.lanes();
    boolean overlapping = tiling.overlapping();
    Positions vectors =
        new Positions(
            Math.ceilDiv(extent, lanes),
            k -> overlapping ? Math.min(k * lanes, extent - lanes) : k * lanes);
    int regular = overlapping ? extent / lanes : vectors.count();
    return split(axis, vectors, regular, tile, lanes);
  }

  /**
   * Where registers begin along an axis. Those of an axis of millions of cells are not all listed:
   * every candidate of a search asks for its own.
   */
  private record Positions(int count, IntUnaryOperator at) {
    List<Integer> between(int from, int to) {
      return IntStream.range(from, to).map(at).boxed().toList();
    }
  }

  /** Loops over the first {@code regular} positions in tiles, and takes the others as constants. */
  private static List<Span> split(
      Axis axis, Positions positions, int regular, int tile, int width) {
    int count = positions.count();
    if (count <= tile) {
      return List.of(constant(axis, positions.between(0, count)));
    }
    List<Span> spans = new ArrayList<>();
    int main = regular / tile * tile;
    if (main > 0) {
      spans.add(new Span(axis, 0, main * width, tile * width, positions.between(0, tile)));
    }
    if (main < count) {
      spans.add(constant(axis, positions.between(main, count)));
    }
    return spans;
  }

  private static Span constant(Axis axis, List<Integer> positions) {
    int first = positions.get(0);
    return new Span(axis, first, first + 1, 1, positions.stream().map(p -> p - first).toList());
  }

  public long trips() {
    return spans.stream().mapToLong(Span::trips).reduce(1, Math::multiplyExact);
  }

  /** The number of tile steps along an axis. */
  public int width(String axis) {
    return offsets(axis).size();
  }

  /** The tile steps along an axis. */
  List<Integer> offsets(String axis) {
    return span(axis).map(Span::offsets).orElse(List.of(0));
  }

  /** Whether the region has one tile along a parallel axis. */
  boolean isConstant(String axis) {
    return span(axis).map(Span::isConstant).orElse(true);
  }

  /** The elements of the first tile along a parallel axis that is no vector's. */
  List<Integer> places(String axis) {
    int from = span(axis).map(Span::from).orElse(0);
    return offsets(axis).stream().map(offset -> from + offset).toList();
  }

  /** What is covered of a parallel axis. */
  public Optional<Span> span(String axis) {
    return spans.stream().filter(span -> span.axis().name().equals(axis)).findFirst();
  }
}
