package dev.lathe.benchmarks.race;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A second thread, which waits for work and does some beside the caller's own. */
final class Beside implements AutoCloseable {

  private final ExecutorService helper =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  /** Does both at once; returns when both are done. */
  void run(Runnable other, Runnable own) {
    Future<?> done = helper.submit(other);
    own.run();
    try {
      done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    helper.shutdown();
  }
}
