package dev.lathe.processor.validation;

/** Names as files have them, which may hold anything, for a terminal or a log. */
public final class Printable {
  private static final int LONGEST_WORD = 100;
  private static final int LONGEST_TEXT = 4000;

  /** Names and paths are words of these, each of which may be long. */
  private static final String BETWEEN_WORDS = " ./\\";

  private Printable() {}

  /**
   * The text with what a terminal would act upon, or not show, in Java's escapes: controls, ends of
   * lines, marks of direction, halves of characters.
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              if (isPrinted(letter)) {
                printable.appendCodePoint(letter);
              } else {
                for (char half : Character.toChars(letter)) {
                  printable.append("\\u%04x".formatted((int) half));
                }
              }
            });
    return printable.toString();
  }

  /** The same of words of at most 100 characters, and of at most 4000 together. */
  static String cut(String text) {
    StringBuilder kept = new StringBuilder();
    int word = 0;
    for (int letter : (Iterable<Integer>) text.codePoints()::iterator) {
      word = BETWEEN_WORDS.indexOf(letter) < 0 ? word + 1 : 0;
      boolean ends = kept.length() >= LONGEST_TEXT;
      if (word == LONGEST_WORD + 1 || ends) {
        kept.append('…');
      } else if (word <= LONGEST_WORD) {
        kept.appendCodePoint(letter);
      }
      if (ends) {
        break;
      }
    }
    return of(kept.toString());
  }

  private static boolean isPrinted(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
