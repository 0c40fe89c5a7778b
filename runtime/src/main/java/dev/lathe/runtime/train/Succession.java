package dev.lathe.runtime.train;

/**
 * One schedule after the other; see {@link Schedule#then}.
 *
 * @param share of all steps that the first one has
 */
record Succession(Schedule first, double share, Schedule second) implements Schedule {

  Succession {
    Ranges.belowOne("share of a schedule's steps", share);
  }

  @Override
  public float learningRate(long step, long steps) {
    long change = (long) (share * steps);
    return step < change
        ? first.learningRate(step, change)
        : second.learningRate(step - change, steps - change);
  }

  @Override
  public Schedule start() {
    return new Succession(first.start(), share, second.start());
  }

  // Both are told: the second one does not know of steps, and a plateau before its turn is one.
  @Override
  public void epochDone(EpochSummary summary) {
    first.epochDone(summary);
    second.epochDone(summary);
  }
}
