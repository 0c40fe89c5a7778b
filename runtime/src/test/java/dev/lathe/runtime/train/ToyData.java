package dev.lathe.runtime.train;

import dev.lathe.runtime.data.Dataset;
import java.util.SplittableRandom;

/** Points around one corner a class: a linear network separates them. */
final class ToyData {

  private ToyData() {}

  static Dataset separable(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] points = new float[size * ToyNetwork.INPUTS];
    int[] labels = new int[size];
    for (int n = 0; n < size; n++) {
      labels[n] = random.nextInt(ToyNetwork.CLASSES);
      for (int i = 0; i < ToyNetwork.INPUTS; i++) {
        float noise = (float) random.nextDouble(-0.4, 0.4);
        points[n * ToyNetwork.INPUTS + i] = noise + (i == labels[n] ? 1 : 0);
      }
    }
    return Dataset.ofFloats(points, new int[] {ToyNetwork.INPUTS}, labels, ToyNetwork.CLASSES);
  }
}
