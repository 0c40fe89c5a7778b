package dev.lathe.processor.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells somebody who waits at a terminal what a command is at: large networks take many seconds. A
 * line a step, with its time when it is done; nothing where nobody watches.
 */
final class Progress {
  private final PrintWriter out;
  private final boolean watched;

  Progress(PrintWriter out, boolean watched) {
    this.out = out;
    this.watched = watched;
  }

  /** Tells of steps if standard input and output are those of a terminal. */
  static Progress at(PrintWriter out) {
    return new Progress(out, isWatched());
  }

  /** Whether standard input and output are those of a terminal. */
  static boolean isWatched() {
    // Whether there is a console without a terminal differs between JDKs.
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** A step. */
  @FunctionalInterface
  interface Step<T> {
    T run();
  }

  /** Does a step, which takes as long as it takes. */
  <T> T step(String what, Step<T> step) {
    if (watched) {
      out.print(what + " ... ");
      out.flush();
    }
    long begin = System.nanoTime();
    try {
      return step.run();
    } finally {
      if (watched) {
        out.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - begin) / 1e9);
        out.flush();
      }
    }
  }

  /** Does a step that gives nothing. */
  void step(String what, Runnable step) {
    step(
        what,
        () -> {
          step.run();
          return what;
        });
  }
}
