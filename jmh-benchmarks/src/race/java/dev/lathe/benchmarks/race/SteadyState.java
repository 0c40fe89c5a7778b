package dev.lathe.benchmarks.race;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out from when on calls have been as fast as they get: from the last short window of time
 * whose best call took a quarter longer than calls do at the end. The best call, since other
 * processes make some calls slow at all times, but the interpreter makes all of them slow.
 */
final class SteadyState {

  private static final double SLOWER = 1.25;

  /** The end is the last quarter of the windows. */
  private static final int END = 4;

  private static final long WINDOW_NANOS = 20_000_000;

  private record Window(long end, long best) {}

  private final long begin;
  private final List<Window> windows = new ArrayList<>();
  private long best = Long.MAX_VALUE;
  private long windowBegin;

  /**
   * Before the first call.
   *
   * @param begin now, in nanoseconds
   */
  SteadyState(long begin) {
    this.begin = begin;
    this.windowBegin = begin;
  }

  /** A call that took so long, and has ended now. */
  void add(long nanoseconds, long now) {
    best = Math.min(best, nanoseconds);
    if (now - windowBegin >= WINDOW_NANOS) {
      windows.add(new Window(now, best));
      best = Long.MAX_VALUE;
      windowBegin = now;
    }
  }

  /** Nanoseconds from the beginning until the last slow window's end; 0 if there was none. */
  long reached() {
    long limit = (long) (SLOWER * usual());
    for (Window window : windows.reversed()) {
      if (window.best() > limit) {
        return window.end() - begin;
      }
    }
    return 0;
  }

  /** What calls take at the end: the median of the last windows' best, in nanoseconds. */
  double usual() {
    int from = windows.size() - Math.max(1, windows.size() / END);
    return windows.isEmpty()
        ? best
        : Medians.of(windows.subList(from, windows.size()), Window::best);
  }
}
