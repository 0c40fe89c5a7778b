package dev.lathe.runtime;

import java.time.Duration;

/**
 * What a warm-up came to.
 *
 * @param elapsed from its beginning to its end
 * @param settled whether every kernel got as fast as HotSpot makes it; otherwise the time was up,
 *     and the calls that follow finish the work
 * @param kernels how many kernels there are
 * @param calls how often kernels were called, all together
 */
public record WarmUp(Duration elapsed, boolean settled, int kernels, long calls) {

  /** One line for a log. */
  @Override
  public String toString() {
    return "%s after %d ms, %d kernels, %d calls"
        .formatted(settled ? "warm" : "not yet warm", elapsed.toMillis(), kernels, calls);
  }
}
