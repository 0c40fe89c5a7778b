package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Statement;

/**
 * The caches that schedules reckon with, of a server's core: what is taken to stay in them, and how
 * fast they deliver. All figures are those of one kind of core; where one was measured, what was
 * measured stands beside it, and the others are estimates.
 *
 * @param firstLevel bytes
 * @param secondLevel bytes
 * @param thirdLevel bytes, of all cores
 */
public record Caches(int firstLevel, int secondLevel, int thirdLevel) {

  private static final int KB = 1024;

  /** Floats of a cache line: what is aligned begins at a multiple of it. */
  public static final int LINE_FLOATS = Statement.ReadAhead.LINE_FLOATS;

  /** Bytes of a cache line. */
  public static final int LINE = LINE_FLOATS * Float.BYTES;

  /**
   * Floats of a page of 4 KB: addresses a multiple of it apart meet in one set of the first-level
   * cache and drive each other out.
   */
  public static final int PAGE_FLOATS = 4 * KB / Float.BYTES;

  /**
   * In how many sets of the first-level cache places are that lie evenly apart.
   *
   * @param apart floats from one to the next, at least one
   */
  public static int sets(long apart) {
    int together = (int) Math.min(PAGE_FLOATS, Long.lowestOneBit(apart));
    return Math.min(PAGE_FLOATS / LINE_FLOATS, PAGE_FLOATS / together);
  }

  /** Lines of a set of the first-level cache. */
  public int linesOfSet() {
    return firstLevel / (PAGE_FLOATS * Float.BYTES);
  }

  /** A number of floats, rounded up to whole cache lines. */
  public static int wholeLines(int floats) {
    return Sizes.product(Math.ceilDiv(floats, LINE_FLOATS), LINE_FLOATS);
  }

  /** 48 KB, 2 MB and 32 MB, as cores of servers have. */
  static final Caches OF_SERVERS = new Caches(48 * KB, 2 * KB * KB, 32 * KB * KB);

  /** What the first-level cache takes or gives in a cycle: a vector of 512 bits. */
  static final double FIRST_LEVEL_BYTES_PER_CYCLE = 64;

  /**
   * What the second-level cache takes or gives in a cycle while the ports multiply. A tile of 4
   * vectors by 6 pixels, which reads 256 bytes of weights for 24 multiply-adds, ran a 64-to-64
   * convolution at 78 % of the peak, one of 2 by 12 at 84 %.
   */
  static final double SECOND_LEVEL_BYTES_PER_CYCLE = 18;

  /**
   * Weights in the first-level cache that a tile reads again for every position, beside what else
   * it reads: a quarter. With twice as many in the array, where vectors straddle cache lines,
   * Winograd's products of 64 by 64 maps took 488 us instead of 399, those of 256 by 256 maps 940
   * instead of 786.
   */
  int weightsOfTile() {
    return firstLevel / 4;
  }

  /** Weights of a layer, or of a pass, in the third-level cache, which all cores share: half. */
  int allWeights() {
    return thirdLevel / 2;
  }

  /** Half transformed tiles in the first-level cache, beside maps on both sides: half. */
  int halfTransformed() {
    return firstLevel / 2;
  }

  /** A map in the first-level cache that one pass writes and the next one reads: two thirds. */
  int map() {
    return firstLevel / 3 * 2;
  }

  /** Weights or values in the second-level cache beside what is streamed through it. */
  double besideStreams() {
    return 0.75 * secondLevel;
  }

  /** Transformed weights in the second-level cache beside the tiles: half. */
  int transformedWeights() {
    return secondLevel / 2;
  }

  /**
   * All weights of a pass that stay in the second-level cache until the next one: an estimate,
   * since values lie there, too, and some cores have half of it.
   */
  int weightsOfPass() {
    return secondLevel;
  }

  /**
   * What the transformed tiles of a block may take of the second-level cache. With small blocks the
   * weights, which every block reads anew, come from behind it, with large ones the tiles. In
   * microseconds, without the network's ends, for 600 KB, 900, 1400, 2000 and 4000: 642, 596, 569,
   * 588, 640 (64 maps of 56x56), 752, 594, 615, 526, 557 (128 of 28x28), 1027, 880, 902, 757, 765
   * (256 of 14x14).
   */
  double transformedTiles() {
    return 2100 * KB;
  }
}
