package dev.lathe.processor.translation;

/** Why a node cannot be translated. */
final class TranslationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing: {@code mode wrap}. */
  TranslationException(String missing) {
    super(missing);
  }
}
