package dev.lathe.benchmarks.race;

/** One side of a contest, and its times. */
final class Contestant {

  /** Does the work once, and times what of it counts. */
  @FunctionalInterface
  interface Timed {

    /** Returns nanoseconds. */
    long run();
  }

  /** Does the work once, and times its steps one by one. */
  @FunctionalInterface
  interface Stepwise {

    /** Adds the time of each step. */
    void run(Latencies steps);
  }

  private final Stepwise work;
  private final Latencies latencies = new Latencies();

  private Contestant(Stepwise work) {
    this.work = work;
  }

  /** Where all of the work counts. Reading the clock adds about 25 ns. */
  static Contestant of(Runnable work) {
    return timed(
        () -> {
          long begin = System.nanoTime();
          work.run();
          return System.nanoTime() - begin;
        });
  }

  /** Where the work times itself. */
  static Contestant timed(Timed work) {
    return new Contestant(latencies -> latencies.add(work.run()));
  }

  /** Where what counts are the steps of the work, and not what it begins and ends with. */
  static Contestant stepwise(Stepwise work) {
    return new Contestant(work);
  }

  /** Works for so many nanoseconds, and at least once. */
  void turn(long nanoseconds) {
    long begin = System.nanoTime();
    do {
      work.run(latencies);
    } while (System.nanoTime() - begin < nanoseconds);
  }

  Latencies latencies() {
    return latencies;
  }
}
