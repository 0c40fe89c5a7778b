package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.rewrite.TiledConvolution;

/**
 * What there is to do if a convolution is computed tile by tile.
 *
 * @param lanes of the vectors that channels fill
 */
record TiledWork(TiledConvolution tiled, int lanes) {

  /** The axes along which tiles are transformed. */
  int axes() {
    return tiled.axes().size();
  }

  /** Of tiles along the first of these axes. */
  int rows() {
    return tiled.axes().stream().findFirst().map(tiled::tiles).orElse(1);
  }

  /** The transformed figures of all maps. */
  double transformed() {
    return products() * tiles() * (filled(tiled.map()) + filled(tiled.sums()));
  }

  /** The transformed figures of the map without filling, one by one. */
  double scalars() {
    return products() * tiles() * tiled.map().channels();
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
    for (int axis : tiled.axes()) {
      parts *= tiled.filter(axis).parts();
    }
    return parts * products() * tiled.map().channels() * filled(tiled.sums());
  }

  /** The channels of a map, in whole vectors. */
  private int filled(Shape map) {
    return Math.ceilDiv(map.channels(), lanes) * lanes;
  }

  private double products() {
    double products = 1;
    for (int axis : tiled.axes()) {
      products *= tiled.filter(axis).products();
    }
    return products;
  }

  /** Along axes without a transform, each position is a tile. */
  private double tiles() {
    double tiles = 1;
    for (int axis = 1; axis <= tiled.window().rank(); axis++) {
      tiles *= tiled.axes().contains(axis) ? tiled.tiles(axis) : tiled.sums().extent(axis);
    }
    return tiles;
  }
}
