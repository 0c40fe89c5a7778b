package dev.lathe.runtime.spi;

import java.util.Objects;

/**
 * The caller's own arrays at the two ends of an inference pass: kernels read the image where it
 * lies and write the scores where they are wanted, without a copy between. Of a map of 256x56x56
 * the two copies took as long as the 1x1 convolution that read it.
 *
 * <p>It belongs to one thread at a time and is open during a call only, so that no array of the
 * caller's is kept alive by it.
 */
public final class Ends {

  private static final float[] NOTHING = {};

  private float[] image = NOTHING;
  private int imageAt;
  private float[] scores = NOTHING;
  private int scoresAt;

  /** Ends that are not open. */
  public Ends() {}

  /**
   * Names the arrays of the call that follows. They must not overlap: scores may be written before
   * the image has been read. Both are row-major, channels first.
   *
   * @param imageAt where in its array the image begins
   * @param scoresAt where in their array the scores begin
   */
  public void open(float[] image, int imageAt, float[] scores, int scoresAt) {
    this.image = Objects.requireNonNull(image, "image");
    this.imageAt = imageAt;
    this.scores = Objects.requireNonNull(scores, "scores");
    this.scoresAt = scoresAt;
  }

  /** Forgets the caller's arrays. */
  public void close() {
    open(NOTHING, 0, NOTHING, 0);
  }

  public float[] image() {
    return image;
  }

  public int imageAt() {
    return imageAt;
  }

  public float[] scores() {
    return scores;
  }

  public int scoresAt() {
    return scoresAt;
  }
}
