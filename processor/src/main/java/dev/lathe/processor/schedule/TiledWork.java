package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.TileFilter;
import dev.lathe.processor.graph.Window;
import java.util.Optional;

/** What there is to do if a convolution is computed tile by tile. */
final class TiledWork {

  /** Transforms reach beyond a kernel's window: longer ones would be mostly zeros. */
  private static final int LONGEST_KERNEL = 64;

  private final Window window;
  private final Shape map;
  private final Shape sums;
  private final FilterFamily family;

  TiledWork(Graph graph, Node convolution, FilterFamily family) {
    this.window = ((Operation.Convolution) convolution.operation()).window();
    this.map = graph.operand(convolution, 0).shape();
    this.sums = convolution.shape();
    this.family = family;
  }

  /** Whether there are filters for all axes. */
  boolean isPossible() {
    return window.kernel().stream()
        .allMatch(taps -> taps == 1 || (taps <= LONGEST_KERNEL && family.has(taps, inParts())));
  }

  /** The axes along which tiles are transformed. */
  int axes() {
    return (int) window.kernel().stream().filter(taps -> taps > 1).count();
  }

  /** Of tiles along the first of these axes. */
  int rows() {
    for (int d = 0; d < window.rank(); d++) {
      if (filter(d).isPresent()) {
        return tiles(d);
      }
    }
    return 1;
  }

  /** The transformed figures of all maps. */
  double transformed() {
    return products() * tiles() * (map.channels() + sums.channels());
  }

  /** The transformed figures of a row of tiles. */
  double rowFloats() {
    return transformed() / rows();
  }

  double multiplyAdds() {
    return weights() * tiles();
  }

  /** The transformed weights. */
  double weights() {
    double parts = 1;
    for (int d = 0; d < window.rank(); d++) {
      parts *= filter(d).map(TileFilter::parts).orElse(1);
    }
    return parts * products() * map.channels() * sums.channels();
  }

  private double products() {
    double products = 1;
    for (int d = 0; d < window.rank(); d++) {
      products *= filter(d).map(TileFilter::products).orElse(1);
    }
    return products;
  }

  private double tiles() {
    double tiles = 1;
    for (int d = 0; d < window.rank(); d++) {
      tiles *= tiles(d);
    }
    return tiles;
  }

  private int tiles(int d) {
    int extent = sums.extent(d + 1);
    return filter(d).map(filter -> Math.ceilDiv(extent, filter.outputs())).orElse(extent);
  }

  private Optional<TileFilter> filter(int d) {
    int taps = window.kernel().get(d);
    return taps == 1
        ? Optional.empty()
        : Optional.of(family.filter(taps, sums.extent(d + 1), inParts()));
  }

  private boolean inParts() {
    return window.rank() == 1;
  }
}
