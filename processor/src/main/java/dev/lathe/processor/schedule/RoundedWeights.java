package dev.lathe.processor.schedule;

import java.util.Optional;

/**
 * Weights of 24 bits: sign, exponent and 15 bits behind the point, rounded by at most
 * 2<sup>-16</sup> (1.5e-5) of themselves. Three vectors carry a fourth in their lowest bytes, so
 * that layers which wait for their weights read three quarters of them. With vectors of 16 lanes
 * the best tile of 400 by 128 takes 0.81 us instead of 1.04 (weights in the second-level cache),
 * that of 800 by 512 8.4 instead of 9.2, that of 2048 by 2048 108 instead of 161 (in the third
 * level; {@code tune --all --rounds 15 --forks 1 --candidates 12}, an EPYC).
 *
 * <p>Not what is transformed: Winograd's transforms back would multiply the error.
 */
public final class RoundedWeights {

  /** Vectors that share words. */
  public static final int GROUP = 4;

  /** Words of a group. */
  public static final int WORDS = 3;

  /**
   * To take a group apart, calls of the Vector API: three words without their lowest byte, each
   * taken for integers and back, and the fourth out of three shifts.
   */
  public static final int CALLS = 18;

  /**
   * Instructions take as long as reading four vectors of 4 lanes: by hand 400 by 128 took 2.7 us
   * instead of 2.0, 800 by 512 22.1 instead of 21.6.
   */
  private static final int LEAST_LANES = 8;

  private static final int MEGABYTE = 1 << 20;

  private RoundedWeights() {}

  /**
   * Whether a contraction may read such weights, and may gain: where each is used once, where they
   * are more than the first-level cache keeps ({@link Caches#weightsOfTile}), and where all of them
   * stay in the third, which others use as well ({@link Caches#allWeights}). From memory 4096 by
   * 4096 took as long as with whole weights, 1.2 to 1.5 ms.
   */
  static boolean mayBe(Contraction contraction, Tiling tiling, Region first) {
    return refusal(contraction, tiling, first).isEmpty();
  }

  /** Why a contraction may not read them, the first reason of several. */
  static Optional<String> refusal(Contraction contraction, Tiling tiling, Region first) {
    int vectors = TileShape.weights(contraction, first);
    if (tiling.lanes() < LEAST_LANES) {
      return Optional.of(
          "vectors have %d floats, fewer than %d".formatted(tiling.lanes(), LEAST_LANES));
    }
    if (!readsOnce(contraction, tiling)) {
      return Optional.of("weights are not used once each");
    }
    double bytes = bytes(contraction);
    if (bytes <= Machine.CACHES.weightsOfTile()) {
      return Optional.of(
          "its weights are %.0f bytes, which the first-level cache keeps".formatted(bytes));
    }
    if (bytes > Machine.CACHES.allWeights()) {
      return Optional.of(
          "its weights are %.1f MB, and those beyond %d MB come from memory"
              .formatted(bytes / MEGABYTE, Machine.CACHES.allWeights() / MEGABYTE));
    }
    return vectors < GROUP
        ? Optional.of(
            "a tile has %d vectors of weights, and %d share words".formatted(vectors, GROUP))
        : Optional.empty();
  }

  private static boolean readsOnce(Contraction contraction, Tiling tiling) {
    return contraction.axes().stream().noneMatch(axis -> axis.name().equals(AxisNames.PRODUCT))
        && contraction
            .right()
            .map(right -> right.dependsOn(tiling.vectorAxis()) && contraction.usesEachOnce(right))
            .orElse(false)
        && (contraction.sumsLanes(tiling) || !contraction.left().dependsOn(tiling.vectorAxis()));
  }

  private static double bytes(Contraction contraction) {
    return (double) contraction.multiplyAdds() * Float.BYTES;
  }

  /** What is read in the place of so many vectors of a tile. */
  public static int stored(int vectors) {
    return vectors - vectors / GROUP * (GROUP - WORDS);
  }

  /** Calls that the vectors of a tile cost besides. */
  static int calls(int vectors) {
    return vectors / GROUP * (CALLS - (GROUP - WORDS));
  }
}
