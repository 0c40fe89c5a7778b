package dev.lathe.benchmarks.race;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine gives two threads: twice one thread's arithmetic or less, and how soon one sees
 * what the other wrote. The processors of a virtual machine are cores with a cache in common, cores
 * without one, or the two threads of a single core, and its host may move them while a row is
 * measured.
 */
final class Pair {

  /** Some milliseconds, beside which it does not matter how long it takes to wake a thread. */
  private static final int ROUNDS = 500;

  /** Of both threads. */
  private static final int WORDS = 1_000;

  /** Where both threads share a processor, the other one has to have it now and then. */
  private static final int PATIENCE = 10_000;

  private final ExecutorService helper =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
  private final Roof own;
  private final Roof others = new Roof();
  private final AtomicInteger words = new AtomicInteger();

  Pair(Roof own) {
    this.own = own;
  }

  /** Multiply-adds on one thread. */
  void alone() {
    repeat(own);
  }

  /** As many on each of two threads. */
  void together() {
    Future<?> other = helper.submit(() -> repeat(others));
    repeat(own);
    await(other);
  }

  /** Nanoseconds from a thread's writing until another has read it. */
  long handover() {
    words.set(0);
    Future<?> other = helper.submit(() -> pass(1));
    say(0);
    // Now nobody sleeps.
    await(2);
    long begin = System.nanoTime();
    pass(2);
    await(WORDS);
    long nanoseconds = System.nanoTime() - begin;
    await(other);
    return nanoseconds / (WORDS - 2);
  }

  private static void repeat(Roof roof) {
    for (int i = 0; i < ROUNDS; i++) {
      roof.arithmetic();
    }
  }

  /** Says every second word, each when the one before it has been said. */
  private void pass(int first) {
    for (int word = first; word < WORDS; word += 2) {
      await(word);
      say(word);
    }
  }

  private void say(int word) {
    words.set(word + 1);
  }

  private void await(int word) {
    for (int i = 1; words.get() != word; i++) {
      if (i % PATIENCE == 0) {
        LockSupport.parkNanos(1);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private static void await(Future<?> other) {
    try {
      other.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
