package dev.lathe.runtime.io;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;

/** Why a file could not be read or written, as part of a sentence. */
public final class Reason {

  private Reason() {}

  /** The reason: of exceptions that say little more than a path, their kind as well. */
  public static String of(IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return "the thread was interrupted";
    }
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    String message = e.getMessage();
    if (message != null
        && (e instanceof SafeTensorsException || e.getClass() == IOException.class)) {
      return message;
    }
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return message == null ? kind : kind + ": " + message;
  }
}
