package dev.lathe.benchmarks;

import java.util.List;

/** A network that is measured, with a second description of what it computes. */
public interface Model extends Measured {

  /** What it computes, in order. */
  List<Operation> operations();

  /** Whether it is trained to give its input back, instead of a class. */
  boolean reconstructs();

  /** Whether it answers with a vector, as dense layers do, and not with maps. */
  default boolean answersWithVector() {
    return operations().stream()
        .filter(operation -> !(operation instanceof Operation.Activation))
        .reduce((_, last) -> last)
        .filter(Operation.Dense.class::isInstance)
        .isPresent();
  }
}
