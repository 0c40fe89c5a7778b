package dev.lathe.benchmarks.race;

/** One side of a contest, and its times. */
final class Contestant {

  /** Does the work once, and times what of it counts. */
  @FunctionalInterface
  interface Timed {

    /** Returns nanoseconds. */
    long run();
  }

  private final Timed work;
  private final Latencies latencies = new Latencies();

  private Contestant(Timed work) {
    this.work = work;
  }

  /** Where all of the work counts. Reading the clock adds about 25 ns. */
  static Contestant of(Runnable work) {
    return new Contestant(
        () -> {
          long begin = System.nanoTime();
          work.run();
          return System.nanoTime() - begin;
        });
  }

  /** Where the work times itself. */
  static Contestant timed(Timed work) {
    return new Contestant(work);
  }

  /** Works for so many nanoseconds, and at least once. */
  void turn(long nanoseconds) {
    long begin = System.nanoTime();
    do {
      latencies.add(work.run());
    } while (System.nanoTime() - begin < nanoseconds);
  }

  Latencies latencies() {
    return latencies;
  }
}
