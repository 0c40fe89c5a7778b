package dev.lathe.benchmarks;

import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Blueprint;
import java.util.SplittableRandom;

/** Images of noise: what a network takes does not depend on what it sees. */
public final class Images {

  /** How the compiler describes a layer that looks its input up. */
  private static final String EMBEDDING = "embedding of ";

  private Images() {}

  /**
   * As many images as asked for, one after the other: values 0 to 1, or whole numbers of words
   * where an embedding reads them.
   */
  public static float[] pixels(Blueprint network, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int words = words(network);
    float[] pixels = new float[count * network.inputSize()];
    for (int i = 0; i < pixels.length; i++) {
      if (words > 0) {
        pixels[i] = random.nextInt(words);
      } else {
        pixels[i] = random.nextFloat();
      }
    }
    return pixels;
  }

  /** How many rows the table has that the input is looked up in; 0 if it is not looked up. */
  private static int words(Blueprint network) {
    return network.layers().stream()
        .limit(1)
        .filter(layer -> layer.title().startsWith(EMBEDDING))
        .map(layer -> layer.parameters().getFirst())
        .flatMap(
            table ->
                network.parameters().stream().filter(parameter -> parameter.name().equals(table)))
        .mapToInt(table -> table.shape()[0])
        .findFirst()
        .orElse(0);
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
