package dev.lathe.runtime.train;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All listeners of a training. Closing them tells every one that it has ended. */
record Listeners(List<TrainingListener> all) implements AutoCloseable {

  void tell(Consumer<TrainingListener> what) {
    all.forEach(what);
  }

  /** Every listener hears it, even if an earlier one fails: it may have a terminal to restore. */
  @Override
  public void close() {
    @Nullable RuntimeException failure = null;
    for (TrainingListener listener : all) {
      try {
        listener.ended();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
