package dev.lathe.processor.translation;

import java.util.Set;

/** Why a node cannot be translated: what it needs is known at run time only. */
final class UnknownValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> inputs;

  /**
   * @param inputs of the graph that the value depends on
   */
  UnknownValueException(String value, Set<String> inputs) {
    super(value);
    this.inputs = Set.copyOf(inputs);
  }

  Set<String> inputs() {
    return inputs;
  }
}
