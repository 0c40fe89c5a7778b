package dev.lathe.processor.graph;

/**
 * A bilinear algorithm for neighbouring results of a correlation along one axis, a tile: {@code y =
 * A ((G g) * (B d))}, with the kernel g and the cells d that the tile reads, where * multiplies
 * element by element. It takes one product for each row of B where the sum as it is defined takes
 * {@code outputs * taps}. A, B and G are known; what they cost is shared by all maps, each of which
 * meets every other one in the products alone. Along several axes each has a filter of its own.
 *
 * <p>A kernel may be longer than what a filter takes. It then goes in parts that are as long as the
 * tile: part j of a tile's results reads the cells that the tile j further on reads, which are
 * transformed already, so that {@code y[t] = A sum over j (G[j] g) * (B d[t + j])}.
 */
public sealed interface TileFilter permits Winograd, Fourier, Untransformed {

  /** Neighbouring results. */
  int outputs();

  /** Of the whole kernel along the axis. */
  int taps();

  /** The parts of the kernel. */
  default int parts() {
    return 1;
  }

  /** The cells that a tile reads for one part of the kernel. */
  int cells();

  /** The products of a tile for one part of the kernel. */
  int products();

  /** How many of them, the first ones, a tile takes of which so many results are wanted. */
  default int products(int wanted) {
    return products();
  }

  /** {@code B}: what becomes of the cells of a tile. */
  Matrix ofInput();

  /**
   * The same for a tile of which so many results are wanted: without the products that it does not
   * take, and the cells that nothing comes of.
   */
  default Matrix ofInput(int wanted) {
    return ofInput();
  }

  /** {@code G}: what becomes of the kernel, the rows of all parts behind each other. */
  Matrix ofWeights();

  /** {@code A}: what makes results of the products. */
  Matrix ofOutput();

  /** The same for a tile of which so many results are wanted. */
  default Matrix ofOutput(int wanted) {
    return ofOutput();
  }
}
