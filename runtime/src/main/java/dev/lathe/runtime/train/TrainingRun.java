package dev.lathe.runtime.train;

import dev.lathe.runtime.LatheException;
import dev.lathe.runtime.WeightsException;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of {@link Trainer#train}. */
final class TrainingRun {

  private final Settings settings;
  private final Listeners listeners;
  private final Parameters parameters;
  private final Optimizer.Updater updater;
  private final Schedule schedule;
  private final BatchPass batches;
  private final long steps;
  private long step;

  TrainingRun(Settings settings) {
    this.settings = settings;
    this.listeners = new Listeners(settings.listeners());
    Pass pass = settings.network().training();
    this.parameters = new Parameters(settings.network(), settings.frozen(), settings.threads());
    this.updater = settings.optimizer().start(parameters.size());
    this.schedule = settings.schedule().start();
    this.batches =
        new BatchPass(pass, settings.threads(), settings.batchSize(), settings.augmentation());
    this.steps = (long) settings.stepsPerEpoch() * settings.epochs();
  }

  TrainingResult run() throws InterruptedException {
    makeFolder(settings.bestFile());
    TrainingResult result;
    try (Listeners told = listeners;
        Crew crew = new Crew(settings.threads(), "lathe-train")) {
      told.tell(TrainingListener::started);
      result = train(crew);
      settings.network().swap(result.weights());
    }
    return result;
  }

  private TrainingResult train(Crew crew) throws InterruptedException {
    Shuffle shuffle = new Shuffle(settings.data().size(), settings.seed());
    List<EpochSummary> epochs = new ArrayList<>();
    Best best = epoch(crew, 1, shuffle, null, epochs);
    for (int epoch = 2; epoch <= settings.epochs(); epoch++) {
      if (epoch - best.summary().last().epoch() > settings.patience()) {
        break;
      }
      best = epoch(crew, epoch, shuffle, best, epochs);
    }
    return new TrainingResult(best.weights(), best.summary(), epochs);
  }

  /** Passes through the data, evaluates, reports, and returns the best epoch from now on. */
  private Best epoch(
      Crew crew, int epoch, Shuffle shuffle, @Nullable Best before, List<EpochSummary> epochs)
      throws InterruptedException {
    Progress last = pass(crew, epoch, shuffle.next());
    Evaluation evaluation = evaluate(crew);
    boolean better = before == null || isBetter(evaluation, before.summary().evaluation());
    EpochSummary summary = new EpochSummary(last, evaluation, better);
    epochs.add(summary);
    schedule.epochDone(summary);
    if (before != null && !better) {
      listeners.tell(listener -> listener.epochDone(summary));
      return before;
    }
    Best best = new Best(summary, parameters.toWeights());
    Path file = settings.bestFile();
    if (file != null) {
      best.weights().save(file);
    }
    listeners.tell(listener -> listener.epochDone(summary));
    if (file != null) {
      listeners.tell(listener -> listener.bestSaved(summary, file));
    }
    return best;
  }

  /** One pass through the data. */
  private Progress pass(Crew crew, int epoch, int[] order) throws InterruptedException {
    listeners.tell(listener -> listener.epochStarted(epoch, settings.epochs(), order.length));
    EpochMeter meter = new EpochMeter(settings, epoch, steps);
    Progress progress = null;
    for (int begin = 0; begin < order.length; begin += settings.batchSize()) {
      if (Thread.interrupted()) {
        throw new InterruptedException(
            "The training was interrupted after step " + step + "; the network has not changed");
      }
      int size = Math.min(settings.batchSize(), order.length - begin);
      float rate = learningRate();
      Batch batch = new Batch(settings.data(), order, begin, begin + size);
      batches.train(crew, batch, parameters, Noise.key(settings.seed(), step));
      double loss = batches.loss();
      if (!Double.isFinite(loss)) {
        throw diverged(loss / size, rate);
      }
      update(crew, size, rate);
      Progress now = meter.add(step, size, loss, batches.correct(), rate);
      listeners.tell(listener -> listener.stepDone(now));
      progress = now;
    }
    if (progress == null) {
      throw new IllegalStateException("no images");
    }
    return progress;
  }

  private float learningRate() {
    float rate = schedule.learningRate(step, steps);
    if (!(rate >= 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new LatheException(
          "The schedule gives the learning rate "
              + rate
              + " at step "
              + step
              + " of "
              + steps
              + ": it must be finite and at least 0");
    }
    return rate;
  }

  private void update(Crew crew, int size, float rate) {
    step++;
    float[][] gradients = batches.gradients();
    crew.run(member -> parameters.update(member, gradients, size, updater, step, rate));
    crew.run(parameters::pack);
  }

  private @Nullable Evaluation evaluate(Crew crew) {
    Dataset data = settings.evaluationData();
    if (data == null) {
      return null;
    }
    Batch all = new Batch(data, Shuffle.identity(data.size()), 0, data.size());
    batches.evaluate(crew, all, parameters);
    double accuracy = Evaluation.accuracy(data, batches.correct());
    return new Evaluation(data.size(), accuracy, batches.loss() / data.size());
  }

  private static boolean isBetter(@Nullable Evaluation now, @Nullable Evaluation best) {
    return now == null || best == null || now.isBetterThan(best);
  }

  private DivergenceException diverged(double loss, float rate) {
    return new DivergenceException(
        "The loss of "
            + settings.network().blueprint().network()
            + " is "
            + loss
            + " at step "
            + (step + 1)
            + " of "
            + steps
            + ", where the learning rate is "
            + rate
            + ": try a smaller one or a warm-up, and look for images that are not finite or not"
            + " scaled; the network has not changed");
  }

  /** At the beginning, not after an hour of training. */
  private static void makeFolder(@Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new WeightsException("Cannot make the folder of " + file + ": " + e, e);
    }
  }
}
