package dev.lathe.runtime;

import java.time.Duration;
import java.util.List;

/**
 * What a warm-up came to.
 *
 * @param elapsed from its beginning to its end
 * @param settled whether every kernel got as fast as HotSpot makes it; otherwise the time was up,
 *     and the calls that follow finish the work
 * @param kernels how many kernels there are
 * @param calls how often kernels were called, all together
 * @param unsettled what had not settled when the time was up: kernels, {@code kernel 3 of
 *     LeNet5Vector512}, counted from 1 in the order of {@code kernels()} of that generated class,
 *     those that are one method once; or {@code the whole pass} if its kernels had, one by one;
 *     empty if all had
 */
public record WarmUp(
    Duration elapsed, boolean settled, int kernels, long calls, List<String> unsettled) {

  private static final int MOST_NAMED = 3;

  /** What a warm-up came to. */
  public WarmUp {
    unsettled = List.copyOf(unsettled);
  }

  /** One line for a log; of what did not settle it names three. */
  @Override
  public String toString() {
    return "%s after %d ms, %d kernels, %d calls%s"
        .formatted(
            settled ? "warm" : "not yet warm", elapsed.toMillis(), kernels, calls, remainder());
  }

  private String remainder() {
    if (unsettled.isEmpty()) {
      return "";
    }
    int more = unsettled.size() - MOST_NAMED;
    String named = String.join(", ", unsettled.subList(0, Math.min(MOST_NAMED, unsettled.size())));
    return ": " + named + (more > 0 ? " and " + more + " more" : "");
  }
}
