package dev.lathe.runtime.io;

/**
 * Text of a file for messages. It may be hostile: what would upset a terminal is replaced by
 * question marks, and what is longer than any name that people give is cut.
 */
public final class Printable {
  private static final int LONGEST_WORD = 100;
  private static final int LONGEST_TEXT = 500;

  /** Names and paths are words of these, each of which may be long. */
  private static final String BETWEEN_WORDS = " ./\\";

  private Printable() {}

  /** The text in one line, at most some 500 characters long, its words at most 100. */
  public static String of(String text) {
    StringBuilder printed = new StringBuilder();
    int word = 0;
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      i += Character.charCount(letter);
      word = BETWEEN_WORDS.indexOf(letter) < 0 ? word + 1 : 0;
      if (word == LONGEST_WORD + 1) {
        printed.append('…');
      }
      if (word > LONGEST_WORD) {
        continue;
      }
      if (++count > LONGEST_TEXT) {
        return printed.append('…').toString();
      }
      printed.appendCodePoint(isPrinted(letter) ? letter : '?');
    }
    return printed.toString();
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
