package dev.lathe.runtime.train;

/**
 * A rise in equal steps from near 0 to a schedule's first rate, and then that schedule; see {@link
 * Schedule#afterWarmUp}.
 *
 * @param share of all steps that the rise takes
 */
record WarmUp(double share, Schedule rest) implements Schedule {

  WarmUp {
    Ranges.belowOne("share of a warm-up's steps", share);
  }

  @Override
  public float learningRate(long step, long steps) {
    long rise = (long) (share * steps);
    long left = steps - rise;
    return step < rise
        ? rest.learningRate(0, left) * (step + 1) / rise
        : rest.learningRate(step - rise, left);
  }

  @Override
  public Schedule start() {
    return new WarmUp(share, rest.start());
  }

  @Override
  public void epochDone(EpochSummary summary) {
    rest.epochDone(summary);
  }
}
