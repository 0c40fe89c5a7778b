package dev.lathe.runtime.spi;

/**
 * What an inference pass works in, for one thread at a time: the arena, the ends, and arrays for
 * what a caller does not bring or take in one piece.
 */
public final class Workspace {

  private final float[] arena;
  private final Ends ends = new Ends();
  private final int imageFloats;
  private float[] image = {};
  private final float[] scores;

  /**
   * A workspace of a pass.
   *
   * @param imageFloats of all inputs of an image
   * @param scoreFloats of all scores of an image
   */
  public Workspace(Pass pass, int imageFloats, int scoreFloats) {
    this.arena = pass.newArena();
    this.imageFloats = imageFloats;
    this.scores = new float[scoreFloats];
  }

  /**
   * The image that is put together here, from several inputs. One input is read where it lies, and
   * needs no memory here.
   */
  public float[] image() {
    if (image.length != imageFloats) {
      image = new float[imageFloats];
    }
    return image;
  }

  /** The scores that were left here. */
  public float[] scores() {
    return scores;
  }

  /** Computes the scores of the image that was put together here, and leaves them here. */
  public void run(Pass pass, PackedWeights weights) {
    run(pass, weights, image(), 0, scores, 0);
  }

  /** Computes the scores of a caller's image, and leaves them here. */
  public void run(Pass pass, PackedWeights weights, float[] images, int imageAt) {
    run(pass, weights, images, imageAt, scores, 0);
  }

  /**
   * Computes the scores of a caller's image.
   *
   * @param into where the scores go, at {@code scoresAt}; another array than {@code images}
   */
  public void run(
      Pass pass, PackedWeights weights, float[] images, int imageAt, float[] into, int scoresAt) {
    ends.open(images, imageAt, into, scoresAt);
    try {
      pass.run(arena, weights, ends);
    } finally {
      ends.close();
    }
  }
}
