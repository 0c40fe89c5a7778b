package dev.lathe.benchmarks.race;

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

  private final Beside beside = new Beside();
  private final Roof own;
  private final Roof others = new Roof();
  private final AtomicInteger words = new AtomicInteger();
  private long nanoseconds;

  Pair(Roof own) {
    this.own = own;
  }

  /** Multiply-adds on one thread. */
  void alone() {
    repeat(own);
  }

  /** As many on each of two threads. */
  void together() {
    beside.run(() -> repeat(others), () -> repeat(own));
  }

  /** Nanoseconds from a thread's writing until another has read it. */
  long handover() {
    words.set(0);
    beside.run(() -> pass(1), this::lead);
    return nanoseconds / (WORDS - 2);
  }

  private void lead() {
    say(0);
    // Now nobody sleeps.
    await(2);
    long begin = System.nanoTime();
    pass(2);
    await(WORDS);
    nanoseconds = System.nanoTime() - begin;
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
}
