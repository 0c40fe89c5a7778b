package dev.lathe.processor.schedule;

import dev.lathe.processor.rewrite.TiledConvolution;

/**
 * What there is to do if a convolution is computed tile by tile.
 *
 * @param lanes of the vectors that channels fill
 * @param block rows of tiles that go together through all steps
 */
record TiledWork(TiledConvolution tiled, int lanes, int block) {

  /** All rows in one block. */
  TiledWork(TiledConvolution tiled, int lanes) {
    this(tiled, lanes, Integer.MAX_VALUE);
  }

  /** The same in blocks of so many rows. */
  TiledWork inBlocksOf(int rows) {
    return new TiledWork(tiled, lanes, rows);
  }

  /** The axes along which tiles are transformed. */
  int axes() {
    return (int) tiled.axes().stream().filter(axis -> tiled.filter(axis).products() > 1).count();
  }

  /** Whether vectors may run along the rows of what is transformed, as {@link Rows} says. */
  boolean keepsRows() {
    int last = tiled.window().rank();
    boolean apart = tiled.slides() || tiled.map().extent(last) >= lanes;
    boolean transformed = tiled.axes().contains(last) && tiled.filter(last).products() > 1;
    return axes() == 1 && apart && !transformed;
  }

  /** The transformed figures of all maps, where those of the map lie in rows. */
  double transformedInRows() {
    int cells = tiled.map().extents().getLast();
    double rows = tiled.map().channels() * ((double) filled(cells) / cells);
    return tileProducts() * (rows + filled(tiled.sums().channels()));
  }

  /** Of tiles along the first of these axes. */
  int rows() {
    return tiled.axes().stream().findFirst().map(tiled::tiles).orElse(1);
  }

  /** The transformed figures of all maps. */
  double transformed() {
    return tileProducts() * figures();
  }

  /** The transformed figures of the map without filling, one by one. */
  double scalars() {
    return tileProducts() * tiled.map().channels();
  }

  /** The transformed figures of a whole row of tiles. */
  double rowFloats() {
    return products() * tiles() / rows() * figures();
  }

  double multiplyAdds() {
    return weights() / products() * tileProducts();
  }

  /** The transformed weights. */
  double weights() {
    return tiled.parts() * products() * tiled.map().channels() * filled(tiled.sums().channels());
  }

  /** In whole vectors. */
  private int filled(int floats) {
    return Math.ceilDiv(floats, lanes) * lanes;
  }

  /** The transformed figures of a product, of all maps. */
  private double figures() {
    return filled(tiled.map().channels()) + filled(tiled.sums().channels());
  }

  /** Of all tiles, without those that the last ones do without. */
  private double tileProducts() {
    double all = products() * tiles();
    int leftOut = tiled.leftOut(block);
    return leftOut == 0
        ? all
        : all * (1 - (double) leftOut / tiled.filter(1).products() / tiled.tiles(1));
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
