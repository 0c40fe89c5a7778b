package dev.lathe.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The code that was generated for an interface is missing, or cannot be used; see {@link
 * Lathe#load}.
 */
public final class NetworkLoadException extends LatheException {

  private static final long serialVersionUID = 1;

  public NetworkLoadException(String message) {
    super(message);
  }

  public NetworkLoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
