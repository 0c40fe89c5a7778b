package dev.lathe.benchmarks;

import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Blueprint;
import java.util.SplittableRandom;

/** Images of noise: what a network takes does not depend on what it sees. */
public final class Images {

  private Images() {}

  /** As many images as asked for, one after the other, values 0 to 1. */
  public static float[] pixels(Blueprint network, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * network.inputSize()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return pixels;
  }

  /** Something to learn: images with random classes, or with themselves as targets. */
  public static Dataset dataset(Model network, Blueprint blueprint, int count, long seed) {
    int classes = network.reconstructs() ? 1 : blueprint.outputSize();
    SplittableRandom random = new SplittableRandom(~seed);
    int[] labels = random.ints(count, 0, classes).toArray();
    Dataset images =
        Dataset.ofFloats(pixels(blueprint, count, seed), blueprint.inputShape(), labels, classes);
    return network.reconstructs() ? images.reconstruction() : images;
  }
}
