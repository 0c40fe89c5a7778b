package dev.lathe.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Weights cannot be read, written, or do not fit the network. The message names the file and every
 * tensor that is wrong. No network is ever left half loaded.
 */
public final class WeightsException extends LatheException {

  private static final long serialVersionUID = 1;

  public WeightsException(String message) {
    super(message);
  }

  public WeightsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
