package dev.lathe.processor.schedule;

/** Which weights a kernel reads from beyond the first-level cache. */
public final class Streaming {

  private Streaming() {}

  /**
   * Whether the weights of a tile belong into the aligned segment, where no vector straddles a
   * cache line: those that are used once each (a dense layer of 400 inputs ran at 87 instead of 51
   * GFLOP/s) and those that do not stay in the first-level cache (a 64-to-64 convolution took 1.36
   * instead of 1.76 ms with a tile of 4 vectors by 6 pixels). All others are better off in an
   * array, whose range checks C2 knows better: with them an auto-encoder took 19.3 us instead of
   * 22.5. So is a tile that reads a single vector for many products, however many weights there
   * are: a transposed convolution with a tile of 1 vector by 14 pixels took 17.7 us with an array
   * and 26.4 with a segment.
   */
  public static boolean readsSegment(
      Contraction contraction, String vectorAxis, int lanes, TileShape shape) {
    boolean ofWeights = contraction.right().map(right -> right.dependsOn(vectorAxis)).orElse(false);
    return lanes > 1
        && ofWeights
        && (shape.streams()
            || (shape.vectorLoads() > 1 && isBeyondCache(contraction, lanes, shape)));
  }

  /**
   * Whether weights come from beyond the first-level cache: those of a tile that meet many
   * positions if they do not stay there, those that are used once each if a call leaves too few of
   * them there for the next.
   */
  static boolean isBeyondCache(Contraction contraction, int lanes, TileShape shape) {
    boolean once = contraction.right().map(contraction::usesEachOnce).orElse(false);
    double bytes =
        once
            ? (double) contraction.multiplyAdds() * Float.BYTES
            : (double) bytesPerStep(lanes, shape) * contraction.summands();
    return bytes > Machine.CACHES.weightsOfTile();
  }

  static int bytesPerStep(int lanes, TileShape shape) {
    return shape.vectorLoads() * lanes * Float.BYTES;
  }
}
