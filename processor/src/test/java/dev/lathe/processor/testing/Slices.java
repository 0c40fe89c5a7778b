package dev.lathe.processor.testing;

import java.util.Arrays;

/** A batch cut into its images. */
final class Slices {
  private final float[] batch;
  private final int size;

  Slices(float[] batch, int images) {
    this.batch = batch.clone();
    this.size = batch.length / images;
  }

  float[] get(int image) {
    return Arrays.copyOfRange(batch, image * size, (image + 1) * size);
  }

  /** Puts an image at its place in another batch of the same size. */
  void put(float[] target, int image, float[] values) {
    System.arraycopy(values, 0, target, image * size, size);
  }
}
