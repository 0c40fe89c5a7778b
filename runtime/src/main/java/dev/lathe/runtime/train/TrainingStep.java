package dev.lathe.runtime.train;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Pass;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The step that a {@link Trainer} with one thread repeats, for programs that write the loop
 * themselves: gradients of a mini-batch, the optimizer's update, and weights packed for the next
 * step. A step allocates nothing, unless the network has batch normalisation, whose every image
 * needs working memory of its own.
 *
 * <p>The network does not change meanwhile; {@code
 * CompiledNetwork.of(network).swap(step.weights())} takes the result over. An object of this class
 * belongs to one thread at a time.
 */
public final class TrainingStep {

  private final Dataset data;
  private final Worker worker;

  /** Of a network whose images depend on each other; null if each is computed by itself. */
  private final @Nullable BatchPass batches;

  private final Parameters parameters;
  private final Optimizer.Updater updater;
  private final float[][] gradients;
  private long step;

  private TrainingStep(CompiledNetwork network, Dataset data, Optimizer optimizer) {
    Pass pass = network.training();
    this.data = data;
    this.worker = new Worker(pass, Augmentation.NONE);
    this.parameters = new Parameters(network);
    this.updater = optimizer.start(parameters.size());
    this.batches =
        pass.stages() > 1 ? new BatchPass(pass, 1, Integer.MAX_VALUE, Augmentation.NONE) : null;
    this.gradients = batches == null ? new float[][] {worker.gradients()} : batches.gradients();
  }

  /**
   * Prepares to train from the weights which the network has now.
   *
   * @param network what {@code Lathe.load} returned
   * @param data what to learn from
   * @param optimizer how gradients change the weights
   * @throws IllegalArgumentException if the data do not fit the network
   * @throws dev.lathe.runtime.LatheException if the network is not trainable
   */
  public static TrainingStep of(Object network, Dataset data, Optimizer optimizer) {
    CompiledNetwork compiled = CompiledNetwork.of(network);
    compiled.training();
    Fit.check(compiled.blueprint(), data, "training set");
    return new TrainingStep(compiled, data, optimizer);
  }

  /**
   * Takes one step on the images {@code order[begin]} to {@code order[end - 1]} of the data set.
   *
   * @param learningRate finite, at least 0
   * @return the mean loss of these images before the step; if it is not finite, neither are the
   *     weights from now on
   * @throws IndexOutOfBoundsException if the range leaves the array, or an index the data set; the
   *     weights have not changed
   * @throws IllegalArgumentException if the range is empty
   */
  public double run(int[] order, int begin, int end, float learningRate) {
    Objects.checkFromToIndex(begin, end, order.length);
    int images = end - begin;
    if (images == 0) {
      throw new IllegalArgumentException("A step needs at least one image");
    }
    long noise = Noise.key(0, step);
    double loss =
        batches == null
            ? alone(order, begin, end, noise)
            : together(batches, order, begin, end, noise);
    step++;
    parameters.update(0, gradients, images, updater, step, learningRate);
    parameters.pack(0);
    return loss / images;
  }

  private double alone(int[] order, int begin, int end, long noise) {
    worker.begin();
    worker.run(data, order, begin, end, parameters.packed(), noise);
    parameters.fold(worker.gradients());
    return worker.loss();
  }

  private double together(BatchPass pass, int[] order, int begin, int end, long noise) {
    try (Crew crew = new Crew(1, "lathe-step")) {
      pass.train(crew, new Batch(data, order, begin, end), parameters, noise);
    }
    return pass.loss();
  }

  /** A copy of the weights as they are now. */
  public Weights weights() {
    return parameters.toWeights();
  }
}
