package dev.lathe.runtime.train;

/** The product of two schedules' rates; see {@link Schedule#times}. */
record Product(Schedule rates, Schedule factors) implements Schedule {

  @Override
  public float learningRate(long step, long steps) {
    return rates.learningRate(step, steps) * factors.learningRate(step, steps);
  }

  @Override
  public Schedule start() {
    return new Product(rates.start(), factors.start());
  }

  @Override
  public void epochDone(EpochSummary summary) {
    rates.epochDone(summary);
    factors.epochDone(summary);
  }
}
