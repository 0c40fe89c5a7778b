package dev.lathe.runtime.train;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.ParameterSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network by mini-batches.
 *
 * <pre>{@code
 * LeNet5 net = Lathe.load(LeNet5.class, Weights.random(1));
 * TrainingResult result =
 *     Trainer.of(net, images)
 *         .optimizer(Sgd.withNesterovMomentum(0.9f))
 *         .schedule(Schedule.cosine(0.05f))
 *         .epochs(5)
 *         .evaluateOn(heldOut)
 *         .build()
 *         .train();
 * }</pre>
 *
 * <h2>Threads</h2>
 *
 * The calling thread and {@code threads - 1} others work; those are named {@code lathe-train-1} and
 * so on, and end before {@link #train} returns. Each batch is cut into one contiguous part a
 * thread, and the parts' gradients are added in the parts' order: the same data, initial weights,
 * seed and number of threads give the same bits. Another number of threads adds in another order,
 * and so gives another rounding. That is why the number has a default, 1, instead of the machine's.
 *
 * <h2>The network meanwhile</h2>
 *
 * The network may be called while it is trained: it computes with the weights that it had, until
 * the training has ended well and swaps in its result, all at once. If the training fails, is
 * interrupted, or diverges, the network has not changed.
 */
public final class Trainer {

  private final Settings settings;

  private Trainer(Settings settings) {
    this.settings = settings;
  }

  /**
   * Begins to describe a training.
   *
   * @param network what {@code Lathe.load} returned; its weights are where the training begins
   * @param data what to learn from
   * @throws IllegalArgumentException if the data do not fit the network
   * @throws dev.lathe.runtime.LatheException if the network is not trainable
   */
  public static Builder of(Object network, Dataset data) {
    return new Builder(CompiledNetwork.of(network), data);
  }

  /**
   * Trains. It may be called again, and goes on from the weights that the network has then, with a
   * fresh optimizer.
   *
   * @return the result, which the network computes with by then
   * @throws DivergenceException if the loss is no longer finite
   * @throws dev.lathe.runtime.LatheException if the schedule gives a rate that is negative or not
   *     finite
   * @throws dev.lathe.runtime.WeightsException if the best weights cannot be saved
   * @throws InterruptedException if the thread was interrupted; the training ended after a step
   */
  public TrainingResult train() throws InterruptedException {
    return new TrainingRun(settings).run();
  }

  /**
   * Describes a training; what is not said has the default that its method names. Every method
   * refuses a number out of its range, or data that do not fit the network, with an {@link
   * IllegalArgumentException}.
   */
  public static final class Builder {

    private final CompiledNetwork network;
    private final Dataset data;
    private @Nullable Dataset evaluationData;
    private final Set<String> frozen = new TreeSet<>();
    private Optimizer optimizer = Sgd.withMomentum(0.9f);
    private Schedule schedule = Schedule.constant(0.01f);
    private int batchSize = 64;
    private int epochs = 1;
    private int patience = Integer.MAX_VALUE;
    private long seed;
    private Augmentation augmentation = Augmentation.NONE;
    private int threads = 1;
    private @Nullable Path bestFile;
    private final List<TrainingListener> listeners = new ArrayList<>();

    private Builder(CompiledNetwork network, Dataset data) {
      network.training();
      Fit.check(network.blueprint(), data, "training set");
      this.network = network;
      this.data = data;
    }

    /** How gradients change the weights; default {@code Sgd.withMomentum(0.9f)}. */
    public Builder optimizer(Optimizer rule) {
      optimizer = Objects.requireNonNull(rule, "rule");
      return this;
    }

    /**
     * Leaves these parameters as they are: the first layers of a network that learned elsewhere,
     * say. Default: none; calls add up.
     *
     * @param parameters by the names that they have in a state dictionary
     * @throws IllegalArgumentException if the network learns no parameter of such a name
     */
    public Builder freeze(String... parameters) {
      List<String> learned =
          network.blueprint().parameters().stream()
              .filter(ParameterSpec::learned)
              .map(ParameterSpec::name)
              .toList();
      for (String parameter : parameters) {
        if (!learned.contains(parameter)) {
          throw new IllegalArgumentException(
              "%s has no parameter %s to freeze; it learns %s"
                  .formatted(network.blueprint().network(), parameter, learned));
        }
      }
      frozen.addAll(List.of(parameters));
      return this;
    }

    /** The learning rates; default 0.01 all the time. */
    public Builder schedule(Schedule rates) {
      schedule = Objects.requireNonNull(rates, "rates");
      return this;
    }

    /**
     * How many images a step sees; default 64, at least 1. The last batch of an epoch may be
     * smaller.
     */
    public Builder batchSize(int images) {
      batchSize = atLeastOne(images, "batch size");
      return this;
    }

    /**
     * How many times the data are passed through, each time in another order; default 1, at least
     * 1.
     */
    public Builder epochs(int passes) {
      epochs = atLeastOne(passes, "number of epochs");
      return this;
    }

    /**
     * What the order of the images, their augmentation and what drops out are drawn from; default
     * 0.
     */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Changes every image at random before each step; default not at all. What is evaluated is not
     * changed.
     *
     * @throws IllegalArgumentException if the images are not {@code {C, H, W}}
     */
    public Builder augment(Augmentation changes) {
      int axes = data.imageShape().length;
      if (axes != 3 && !changes.isNone()) {
        throw new IllegalArgumentException(
            "Images of {channels, height, width} can be augmented, not such of "
                + axes
                + (axes == 1 ? " axis" : " axes"));
      }
      augmentation = changes;
      return this;
    }

    /**
     * How many threads work, the calling one among them: 1 to 1024, default 1; see {@link Trainer}.
     */
    public Builder threads(int number) {
      Fit.checkThreads(number);
      threads = number;
      return this;
    }

    /**
     * Evaluates after every epoch on these images, which should be no training images; the weights
     * of the epoch which does best, by accuracy and then by loss, are the result. Default: none,
     * the last epoch's are.
     */
    public Builder evaluateOn(Dataset heldOut) {
      Fit.check(network.blueprint(), heldOut, "evaluation set");
      evaluationData = heldOut;
      return this;
    }

    /**
     * Ends the training after so many epochs, at least 1, that did not improve on the best; default
     * never.
     */
    public Builder patience(int epochsWithoutImprovement) {
      patience = atLeastOne(epochsWithoutImprovement, "patience");
      return this;
    }

    /**
     * Saves the best weights so far, without an evaluation set the latest, in this safetensors file
     * after each epoch that has improved on them. The file is replaced as a whole. Missing folders
     * are made when the training begins. Default: no file.
     */
    public Builder saveBestTo(Path file) {
      bestFile = Objects.requireNonNull(file, "file");
      return this;
    }

    /** Adds a listener; several are told in the order in which they were added. */
    public Builder listener(TrainingListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Ends the description.
     *
     * @throws IllegalStateException if a patience is given without anything to evaluate on
     */
    public Trainer build() {
      if (patience != Integer.MAX_VALUE && evaluationData == null) {
        throw new IllegalStateException(
            "Without evaluateOn(...) nobody can tell an improvement: patience(...) needs it");
      }
      return new Trainer(
          new Settings(
              network,
              data,
              evaluationData,
              Set.copyOf(frozen),
              optimizer,
              schedule,
              batchSize,
              epochs,
              patience,
              augmentation,
              seed,
              threads,
              bestFile,
              List.copyOf(listeners)));
    }

    private static int atLeastOne(int value, String what) {
      if (value < 1) {
        throw new IllegalArgumentException("The " + what + " is at least 1, not " + value);
      }
      return value;
    }
  }
}
