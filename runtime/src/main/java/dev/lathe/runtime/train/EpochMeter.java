package dev.lathe.runtime.train;

/** Adds up what the steps of one epoch did. */
final class EpochMeter {

  private final Settings settings;
  private final int epoch;
  private final long steps;
  private final long start = System.nanoTime();
  private int images;
  private double loss;
  private int correct;

  EpochMeter(Settings settings, int epoch, long steps) {
    this.settings = settings;
    this.epoch = epoch;
    this.steps = steps;
  }

  Progress add(long step, int batch, double batchLoss, int batchCorrect, float learningRate) {
    images += batch;
    loss += batchLoss;
    correct += batchCorrect;
    // At least a nanosecond: a rate that is infinite is of no use to anyone.
    double seconds = Math.max(1, System.nanoTime() - start) * 1e-9;
    return new Progress(
        epoch,
        settings.epochs(),
        step,
        steps,
        images,
        settings.data().size(),
        loss / images,
        settings.data().hasLabels() ? (double) correct / images : Double.NaN,
        learningRate,
        images / seconds);
  }
}
