package dev.lathe.processor.schedule;

/** A text that says no {@link Decision}; the message says why, as part of a sentence. */
public final class DecisionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DecisionException(String message) {
    super(message);
  }
}
