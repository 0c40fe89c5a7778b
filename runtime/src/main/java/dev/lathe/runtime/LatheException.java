package dev.lathe.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Something is wrong with a network, its weights or its surroundings; the message says what, where,
 * and what to do. Wrong arguments of a single call are {@link IllegalArgumentException}s instead.
 */
public class LatheException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LatheException(String message) {
    super(message);
  }

  public LatheException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
