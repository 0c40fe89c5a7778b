package dev.lathe.processor.export;

/** What no operator of ONNX says. */
final class UnsayableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsayableException(String what) {
    super(what);
  }
}
