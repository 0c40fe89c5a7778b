package dev.lathe.benchmarks;

/** A network that is measured. */
public interface Measured {

  /** What it is called in tables: as its interface is, where that says enough. */
  default String title() {
    return type().getSimpleName();
  }

  /** The annotated interface. */
  Class<?> type();
}
