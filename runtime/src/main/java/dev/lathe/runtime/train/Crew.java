package dev.lathe.runtime.train;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that do the same task at once, the calling thread among them. A step of
 * a small network takes a millisecond and needs the crew twice, so the members spin for some
 * microseconds before they sleep: an executor's hand-over would cost a good part of a step.
 */
final class Crew implements AutoCloseable {

  /**
   * About 200 microseconds. To wake a thread that sleeps takes 50 and more, and three times in a
   * step the members wait for the slowest: with a tenth of this a step of LeNet-5 with 64 images
   * took 1,400 us in two threads instead of 1,180.
   */
  private static final int SPINS = 5000;

  /**
   * About 3 microseconds. Linux may leave two members on one processor for dozens of steps, though
   * another one is idle: who spins there keeps the other from working.
   */
  private static final int SPINS_BEFORE_YIELD = 64;

  /** What every member does with its own number, from 0. */
  @FunctionalInterface
  interface Task {
    void run(int member);
  }

  private final Thread[] helpers;
  private final @Nullable Throwable[] failures;
  private final AtomicInteger round = new AtomicInteger();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final int spins;
  private @Nullable Task task;
  private volatile @Nullable Thread caller;

  /** Starts {@code size - 1} threads, which {@link #close} ends. */
  Crew(int size, String name) {
    this.helpers = new Thread[size - 1];
    this.failures = new Throwable[size];
    // With fewer processors than members, who spins keeps another from working.
    this.spins = size <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
    for (int i = 0; i < helpers.length; i++) {
      int member = i + 1;
      helpers[i] =
          Thread.ofPlatform().name(name + "-" + member).daemon(true).start(() -> work(member));
    }
  }

  int size() {
    return failures.length;
  }

  /**
   * Lets every member run the task, and waits until all have ended. If some failed, the failure of
   * the one with the lowest number is thrown, and the others' are attached to it.
   */
  void run(Task work) {
    task = work;
    caller = Thread.currentThread();
    begin();
    perform(work, 0);
    await();
    rethrow();
  }

  /** Ends the threads; they are idle here, so it does not take long. */
  @Override
  public void close() {
    task = null;
    begin();
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin() {
    unfinished.set(helpers.length);
    // Publishes the task as well.
    round.incrementAndGet();
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }

  private void work(int member) {
    int seen = 0;
    while (true) {
      for (int i = 0; round.get() == seen; i++) {
        pause(i);
      }
      seen++;
      Task work = task;
      if (work == null) {
        return;
      }
      perform(work, member);
      if (unfinished.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void perform(Task work, int member) {
    try {
      work.run(member);
    } catch (Throwable e) {
      failures[member] = e;
    }
  }

  private void await() {
    boolean interrupted = false;
    for (int i = 0; unfinished.get() != 0; i++) {
      pause(i);
      // An interrupted thread cannot park: it is told again when the members are done.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing but time depends on whether a yield helps
  private void pause(int turn) {
    if (turn >= spins) {
      LockSupport.park(this);
    } else if (turn % SPINS_BEFORE_YIELD == SPINS_BEFORE_YIELD - 1) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  // A virtual machine may throw one and the same error twice; nothing can be attached to itself.
  @SuppressWarnings("ReferenceEquality")
  private void rethrow() {
    Throwable first = null;
    for (int i = 0; i < failures.length; i++) {
      Throwable failure = failures[i];
      failures[i] = null;
      if (first == null) {
        first = failure;
      } else if (failure != null && failure != first) {
        first.addSuppressed(failure);
      }
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
    if (first instanceof Error error) {
      throw error;
    }
  }
}
