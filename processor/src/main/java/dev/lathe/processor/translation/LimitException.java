package dev.lathe.processor.translation;

/** A file asks for more than it may: nothing of it is translated any further. */
final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LimitException(String what) {
    super(what);
  }
}
