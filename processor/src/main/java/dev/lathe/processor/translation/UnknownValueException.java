package dev.lathe.processor.translation;

import java.util.Set;

/** Why a node cannot be translated: what it needs is known at run time only. */
final class UnknownValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> inputs;
  private final boolean decidesExtent;

  /**
   * @param inputs of the graph that the value depends on
   */
  UnknownValueException(String value, Set<String> inputs) {
    this(value, inputs, false);
  }

  private UnknownValueException(String value, Set<String> inputs, boolean decidesExtent) {
    super(value);
    this.inputs = Set.copyOf(inputs);
    this.decidesExtent = decidesExtent;
  }

  /** The same of a value that says how large an output is. */
  UnknownValueException ofExtent() {
    return new UnknownValueException(String.valueOf(getMessage()), inputs, true);
  }

  /** The kind of problem that this is. */
  Problem.Kind kind() {
    return decidesExtent ? Problem.Kind.OPEN_EXTENT : Problem.Kind.UNKNOWN_VALUE;
  }

  Set<String> inputs() {
    return inputs;
  }
}
