package dev.lathe.runtime.data;

import dev.lathe.runtime.LatheException;
import org.jspecify.annotations.Nullable;

/**
 * A data file cannot be read, or is damaged. The message names the file and what is wrong with it.
 */
public final class DatasetException extends LatheException {

  private static final long serialVersionUID = 1;

  /** An exception without a cause. */
  public DatasetException(String message) {
    super(message);
  }

  /** An exception with the failure behind it. */
  public DatasetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
