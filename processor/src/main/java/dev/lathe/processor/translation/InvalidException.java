package dev.lathe.processor.translation;

/** Why a node cannot be translated: its operator's definition does not allow what it says. */
final class InvalidException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong, with the values that met: {@code a block_size of -2, below 0}. */
  InvalidException(String what) {
    super(what);
  }

  /** Says what is wrong if it is. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  static void unless(boolean valid, String what, Object... values) {
    if (!valid) {
      throw new InvalidException(what.formatted(values));
    }
  }
}
