package dev.lathe.runtime.train;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Session;
import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Pass;

/**
 * How well a network does on a data set.
 *
 * @param count how many images were looked at
 * @param accuracy the share of them that were classified rightly, 0 to 1; NaN without labels
 * @param loss mean over the images; NaN if the network has no code for training, which alone knows
 *     its loss
 */
public record Evaluation(int count, double accuracy, double loss) {

  /** How many images are evaluated at once where each needs an arena of its own. */
  private static final int MOST = 64;

  /**
   * Evaluates a network with the weights that it has at this moment, on this thread and {@code
   * threads - 1} others, which live as long as this call. Images are classified by the inference
   * code. If the network is trainable, its training code runs as well, for the loss.
   *
   * @param network what {@code Lathe.load} returned
   * @param threads 1 to 1024
   * @throws IllegalArgumentException if the data set is empty or does not fit the network, or the
   *     number of threads is out of its range
   */
  public static Evaluation of(Object network, Dataset data, int threads) {
    CompiledNetwork compiled = CompiledNetwork.of(network);
    Fit.check(compiled.blueprint(), data, "data set");
    Fit.checkThreads(threads);
    int[] correct = new int[threads];
    double loss = Double.NaN;
    try (Crew crew = new Crew(threads, "lathe-evaluate")) {
      if (data.hasLabels()) {
        crew.run(member -> correct[member] = classify(compiled, data, member, threads));
      }
      if (!compiled.blueprint().loss().isEmpty()) {
        loss = lossOf(compiled, data, crew);
      }
    }
    int sum = 0;
    for (int share : correct) {
      sum += share;
    }
    return new Evaluation(data.size(), accuracy(data, sum), loss);
  }

  /**
   * Whether this is the better one: by accuracy, and where there are no labels or a tie, by loss.
   */
  public boolean isBetterThan(Evaluation other) {
    int byAccuracy = Double.isNaN(accuracy) ? 0 : Double.compare(accuracy, other.accuracy);
    return byAccuracy != 0 ? byAccuracy > 0 : loss < other.loss;
  }

  static double accuracy(Dataset data, int correct) {
    return data.hasLabels() ? (double) correct / data.size() : Double.NaN;
  }

  /** Where a member's share of some images begins; it ends where the next one's begins. */
  static int share(int images, int member, int members) {
    return (int) ((long) images * member / members);
  }

  private static int classify(CompiledNetwork network, Dataset data, int member, int members) {
    Session session = network.newSession();
    float[] image = new float[data.imageSize()];
    int correct = 0;
    int end = share(data.size(), member + 1, members);
    for (int i = share(data.size(), member, members); i < end; i++) {
      data.copyImage(i, image, 0);
      if (session.classify(image) == data.label(i)) {
        correct++;
      }
    }
    return correct;
  }

  private static double lossOf(CompiledNetwork network, Dataset data, Crew crew) {
    Pass pass = network.training();
    Parameters parameters = new Parameters(network);
    BatchPass batches = new BatchPass(pass, crew.size(), MOST, Augmentation.NONE);
    Batch all = new Batch(data, Shuffle.identity(data.size()), 0, data.size());
    batches.evaluate(crew, all, parameters);
    return batches.loss() / data.size();
  }
}
