package dev.lathe.benchmarks;

/** A network that is measured. */
public interface Measured {

  /** What it is called in tables. */
  String title();

  /** The annotated interface. */
  Class<?> type();
}
