package dev.lathe.benchmarks.race;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a network comes up in a fresh JVM; medians over several.
 *
 * @param readyMs from the JVM's start until the first call begins: everything loaded, and warmed up
 *     where that is the way
 * @param warmUpMs what of it {@code warmUp()} took
 * @param firstCallMs the first call alone
 * @param firstAnswerMs from the JVM's start until the first call's end
 * @param steadyMs from the JVM's start until calls have become as fast as they get
 * @param steadyUs what a call takes at the end, in microseconds: the median of the best calls of
 *     the last short windows of time
 */
record Start(
    Way way,
    double readyMs,
    double warmUpMs,
    double firstCallMs,
    double firstAnswerMs,
    double steadyMs,
    double steadyUs) {

  /** How a JVM is started, and what it does before its first call. */
  enum Way {
    /** Lathe, called at once. */
    COLD,
    /** Lathe, called after its {@code warmUp()}. */
    WARM_UP,
    /** As {@link #COLD}, with classes and profiles of an earlier run in Java's AOT cache. */
    AOT_COLD,
    /** As {@link #WARM_UP}, with that cache. */
    AOT_WARM_UP,
    /** ONNX Runtime: its library, a session, calls. */
    ONNX;

    boolean warmsUp() {
      return this == WARM_UP || this == AOT_WARM_UP;
    }

    boolean isCached() {
      return this == AOT_COLD || this == AOT_WARM_UP;
    }
  }

  /** One start of several: of each figure the median, of all that took part. */
  static Start median(List<Start> starts) {
    return new Start(
        starts.getFirst().way(),
        median(starts, Start::readyMs),
        median(starts, Start::warmUpMs),
        median(starts, Start::firstCallMs),
        median(starts, Start::firstAnswerMs),
        median(starts, Start::steadyMs),
        median(starts, Start::steadyUs));
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
    return Medians.of(starts, figure);
  }
}
