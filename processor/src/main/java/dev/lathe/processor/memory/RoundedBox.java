package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.memory.PackedDimension.Kind;
import dev.lathe.processor.schedule.RoundedWeights;
import java.util.List;

/** A {@link PackedBox} of weights of 24 bits, four vectors of a tile in the place of three. */
final class RoundedBox {
  private final PackedBox packed;

  /** Vectors of a tile for a summand. */
  private final int vectors;

  private final int runs;
  private final int trips;

  /** Floats from a summand to the next. */
  private final int run;

  /** Floats from a tile to the next. */
  private final int stride;

  RoundedBox(PackedBox packed) {
    this.packed = packed;
    this.vectors = steps(packed, Kind.TILE);
    this.runs = steps(packed, Kind.SUMMAND);
    this.trips = steps(packed, Kind.TRIP);
    this.run = RoundedWeights.stored(vectors) * packed.lanes();
    int tile = vectors * packed.lanes();
    // A multiple of the tile, so that one step along any of its axes is a whole number of floats.
    this.stride = Sizes.product(Math.ceilDiv(Sizes.product(runs, run), tile), tile);
  }

  private static int steps(PackedBox packed, Kind kind) {
    return packed.dimensions().stream()
        .filter(dimension -> dimension.kind() == kind)
        .mapToInt(PackedDimension::extent)
        .reduce(1, Sizes::product);
  }

  /** Floats of all words. */
  int size() {
    return Sizes.product(trips, stride);
  }

  /** Groups of four vectors in a tile. */
  int groups() {
    return vectors / RoundedWeights.GROUP;
  }

  /** The index of a tile's first word for a summand, in the axes of the loops. */
  Index index(int start) {
    Index index = Index.of(start);
    int summands = run;
    int tiles = stride;
    for (PackedDimension dimension : packed.dimensions().reversed()) {
      switch (dimension.kind()) {
        case TILE -> {}
        case SUMMAND -> {
          if (dimension.extent() > 1) {
            index = index.plus(dimension.axis(), summands);
          }
          summands = Sizes.product(summands, dimension.extent());
        }
        case TRIP -> {
          if (dimension.extent() > 1) {
            int each = tiles / dimension.step();
            index = index.plus(dimension.axis(), each).plus(-each * dimension.from());
          }
          tiles = Sizes.product(tiles, dimension.extent());
        }
      }
    }
    return index;
  }

  /** What fills the box. */
  PackedRounding rounding(int start, List<PackedCopy> copies) {
    return new PackedRounding(start, trips, stride, runs, vectors, packed.lanes(), copies);
  }
}
