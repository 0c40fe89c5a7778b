package dev.lathe.processor.schedule;

import java.util.ArrayList;
import java.util.List;
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
    if (!axis.name().equals(tiling.vectorAxis())) {
      return split(axis, positions(axis.extent(), 1, false), axis.extent(), tile, 1);
    }
    int lanes = tiling.lanes();
    List<Integer> vectors = positions(axis.extent(), lanes, tiling.overlapping());
    int regular = tiling.overlapping() ? axis.extent() / lanes : vectors.size();
    return split(axis, vectors, regular, tile, lanes);
  }

  private static List<Integer> positions(int extent, int lanes, boolean overlapping) {
    return IntStream.range(0, Math.ceilDiv(extent, lanes))
        .map(vector -> overlapping ? Math.min(vector * lanes, extent - lanes) : vector * lanes)
        .boxed()
        .toList();
  }

  /** Loops over the first {@code regular} positions in tiles, and takes the others as constants. */
  private static List<Span> split(
      Axis axis, List<Integer> positions, int regular, int tile, int width) {
    if (positions.size() <= tile) {
      return List.of(constant(axis, positions));
    }
    List<Span> spans = new ArrayList<>();
    int main = regular / tile * tile;
    if (main > 0) {
      spans.add(new Span(axis, 0, main * width, tile * width, positions.subList(0, tile)));
    }
    if (main < positions.size()) {
      spans.add(constant(axis, positions.subList(main, positions.size())));
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
    return spans.stream()
        .filter(span -> span.axis().name().equals(axis))
        .findFirst()
        .map(Span::offsets)
        .orElse(List.of(0));
  }
}
