package dev.lathe.runtime.look;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Session;
import dev.lathe.runtime.data.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images of a data set that a network takes for the most similar ones: those whose features,
 * the values of a hidden layer, have the smallest Euclidean distance (Krizhevsky, Sutskever and
 * Hinton 2012, figure 4). The interface ends at that layer; {@link Parts} gives it the weights of
 * the whole network.
 *
 * <p>The features of all images are held, as many floats as the layer has units for each. Instances
 * do not change and may be shared by threads.
 */
public final class Neighbours {
  private final CompiledNetwork network;
  private final float[] features;
  private final int size;

  private Neighbours(CompiledNetwork network, float[] features, int size) {
    this.network = network;
    this.features = features;
    this.size = size;
  }

  /**
   * Computes the features of all images of a data set.
   *
   * @param network what {@code Lathe.load} returned, of one input and one output
   * @throws IllegalArgumentException if the images are not of the network's input shape
   * @throws ArithmeticException if there are more features than an array holds
   */
  public static Neighbours of(Object network, Dataset data) {
    CompiledNetwork compiled = CompiledNetwork.of(network);
    int inputs = compiled.blueprint().inputSize();
    if (data.imageSize() != inputs) {
      throw new IllegalArgumentException(
          "The network reads %d numbers, and the images have %d"
              .formatted(inputs, data.imageSize()));
    }
    int size = compiled.blueprint().outputSize();
    float[] features = new float[Math.multiplyExact(data.size(), size)];
    Session session = compiled.newSession();
    float[] image = new float[data.imageSize()];
    float[] each = new float[size];
    for (int i = 0; i < data.size(); i++) {
      data.copyImage(i, image, 0);
      session.scores(image, each);
      System.arraycopy(each, 0, features, i * size, size);
    }
    return new Neighbours(compiled, features, size);
  }

  /**
   * The nearest images of the data set, the nearest first; of equally near ones the first.
   *
   * @param image of the network's input shape, row-major, channels first
   * @param count how many at most, at least 0
   * @return their numbers in the data set
   * @throws IllegalArgumentException if the image has another size, or the count is negative
   */
  public List<Integer> nearest(float[] image, int count) {
    float[] own = new float[size];
    network.newSession().scores(image, own);
    double[] distances =
        IntStream.range(0, features.length / size).mapToDouble(i -> distance(own, i)).toArray();
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]))
        .limit(count)
        .toList();
  }

  /** The square of the distance, which has the same order. */
  private double distance(float[] own, int image) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      double difference = own[k] - features[image * size + k];
      sum += difference * difference;
    }
    return sum;
  }
}
