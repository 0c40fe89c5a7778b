package dev.lathe.runtime.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file is not a valid safetensors file. The message names the tensor, if it is one that is wrong.
 */
public final class SafeTensorsException extends IOException {

  private static final long serialVersionUID = 1;

  SafeTensorsException(String message) {
    super(message);
  }

  SafeTensorsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static SafeTensorsException inTensor(String name, String message) {
    return new SafeTensorsException("tensor " + quote(name) + ": " + message);
  }

  /** Text of a file, which may be hostile. */
  static String quote(String text) {
    return "'" + Printable.of(text) + "'";
  }
}
