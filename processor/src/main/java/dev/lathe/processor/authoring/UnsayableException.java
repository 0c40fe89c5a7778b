package dev.lathe.processor.authoring;

/** What no annotation says. */
final class UnsayableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsayableException(String what) {
    super(what);
  }
}
