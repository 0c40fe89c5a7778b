package dev.lathe.benchmarks.race;

import com.sun.management.ThreadMXBean;
import dev.lathe.runtime.train.Progress;
import dev.lathe.runtime.train.TrainingListener;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What the current thread allocates, call by call. */
final class Allocations {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int CALLS = 20;

  private final List<Long> calls = new ArrayList<>();
  private long before;

  /** A call begins. */
  void begin() {
    before = THREADS.getCurrentThreadAllocatedBytes();
  }

  /** A call has ended. */
  void end() {
    calls.add(THREADS.getCurrentThreadAllocatedBytes() - before);
  }

  /** Bytes of a call, the median: a JVM that compiles allocates now and then for itself. */
  double median() {
    return Medians.of(calls, Long::doubleValue);
  }

  /** Of a training, whose steps are the calls. */
  TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void epochStarted(int epoch, int epochs, int images) {
        begin();
      }

      @Override
      public void stepDone(Progress progress) {
        end();
        begin();
      }
    };
  }

  /** Bytes of a call, by several of them. */
  static double ofCalls(Runnable call) {
    Allocations allocations = new Allocations();
    for (int i = 0; i < CALLS; i++) {
      allocations.begin();
      call.run();
      allocations.end();
    }
    return allocations.median();
  }
}
