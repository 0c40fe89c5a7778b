package dev.lathe.runtime.train;

/**
 * A rate that is multiplied by a factor whenever the loss has not improved for some epochs; see
 * {@link Schedule#plateau}.
 *
 * @param rate the first one
 * @param factor at every fall
 * @param patience how many epochs in a row may bring no improvement
 * @param threshold by which share of the best loss an epoch must be better
 */
record Plateau(float rate, float factor, int patience, double threshold) implements Schedule {

  Plateau {
    Ranges.notNegative("learning rate", rate);
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("The factor is in 0 < f < 1, not " + factor);
    }
    if (patience < 0) {
      throw new IllegalArgumentException("The patience is at least 0, not " + patience);
    }
    Ranges.belowOne("threshold", threshold);
  }

  @Override
  public float learningRate(long step, long steps) {
    return rate;
  }

  @Override
  public Schedule start() {
    return new State();
  }

  /** One training's memory. */
  private final class State implements Schedule {

    private float now = rate;
    private double best = Double.POSITIVE_INFINITY;
    private int bad;

    @Override
    public float learningRate(long step, long steps) {
      return now;
    }

    @Override
    public void epochDone(EpochSummary summary) {
      Evaluation evaluation = summary.evaluation();
      double loss = evaluation == null ? summary.last().loss() : evaluation.loss();
      // A share of a negative loss would lie on its other side.
      if (loss < best - Math.abs(best) * threshold || best == Double.POSITIVE_INFINITY) {
        best = loss;
        bad = 0;
      } else {
        bad++;
      }
      if (bad > patience) {
        now *= factor;
        bad = 0;
      }
    }
  }
}
