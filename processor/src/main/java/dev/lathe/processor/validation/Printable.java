package dev.lathe.processor.validation;

/** Names as files have them, which may hold anything, for a terminal or a log. */
public final class Printable {
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
