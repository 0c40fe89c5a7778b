package dev.lathe.runtime;

import java.util.Arrays;

/**
 * Classifies images that are larger than a network's input by ten cuts out of them: the four
 * corners, the centre, and the mirror images of those five (Krizhevsky et al., 2012). The scores
 * are the means of the ten.
 *
 * <p>It may be called by several threads at once.
 */
public final class TenCrop {

  private final Classifier network;
  private final int planes;
  private final int height;
  private final int width;
  private final int outputSize;

  private TenCrop(Classifier network, int[] input, int outputSize) {
    this.network = network;
    this.planes = input[0];
    this.height = input[1];
    this.width = input[2];
    this.outputSize = outputSize;
  }

  /**
   * Votes with a network.
   *
   * @param network what {@code Lathe.load} returned
   * @throws IllegalArgumentException if it does not read images {@code {C, H, W}}
   */
  public static TenCrop of(Classifier network) {
    CompiledNetwork compiled = CompiledNetwork.of(network);
    int[] input = compiled.blueprint().inputShape();
    if (input.length != 3) {
      throw new IllegalArgumentException(
          "Ten cuts are made of images {channels, height, width}, but %s reads %s"
              .formatted(compiled.blueprint().network(), Arrays.toString(input)));
    }
    return new TenCrop(network, input, compiled.blueprint().outputSize());
  }

  /**
   * The mean scores of the ten cuts.
   *
   * @param image channels first
   * @param imageHeight at least the network's
   * @param imageWidth at least the network's
   * @throws IllegalArgumentException if the image is too small, or has not so many floats
   */
  public float[] scores(float[] image, int imageHeight, int imageWidth) {
    if (imageHeight < height
        || imageWidth < width
        || image.length != (long) planes * imageHeight * imageWidth) {
      throw new IllegalArgumentException(
          "%d floats are no image of %d x %d x %d that cuts of %d x %d can be made of"
              .formatted(image.length, planes, imageHeight, imageWidth, height, width));
    }
    int down = imageHeight - height;
    int right = imageWidth - width;
    int[][] places = {{0, 0}, {0, right}, {down, 0}, {down, right}, {down / 2, right / 2}};
    double[] sums = new double[outputSize];
    float[] cut = new float[planes * height * width];
    for (int[] place : places) {
      for (boolean mirrored : new boolean[] {false, true}) {
        cut(image, imageHeight, imageWidth, place, mirrored, cut);
        float[] scores = network.scores(cut);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += scores[i];
        }
      }
    }
    float[] means = new float[outputSize];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (float) (sums[i] / (2 * places.length));
    }
    return means;
  }

  private void cut(
      float[] image, int imageHeight, int imageWidth, int[] place, boolean mirrored, float[] cut) {
    int to = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < height; y++) {
        int row = (plane * imageHeight + place[0] + y) * imageWidth + place[1];
        for (int x = 0; x < width; x++) {
          cut[to++] = image[row + (mirrored ? width - 1 - x : x)];
        }
      }
    }
  }
}
