package dev.lathe.runtime.io;

/**
 * Walks through JSON text, taking exactly what the caller expects next.
 *
 * <p>Written by hand because the runtime has no dependencies, and because a header is four fixed
 * levels of objects and arrays: reading it by its own grammar needs neither a tree nor recursion,
 * so that no nesting can exhaust the stack, and every number that is not a size is refused on the
 * spot.
 */
final class JsonCursor {

  private final String text;
  private int position;

  JsonCursor(String text) {
    this.text = text;
  }

  /** Takes this character, which may have blanks before it. */
  void expect(char wanted) throws SafeTensorsException {
    if (!take(wanted)) {
      throw unexpected("'" + wanted + "'");
    }
  }

  /** Takes this character if it is the next one after blanks. */
  boolean take(char wanted) {
    skipBlanks();
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }

  void expectEnd() throws SafeTensorsException {
    skipBlanks();
    if (position < text.length()) {
      throw unexpected("the header's end");
    }
  }

  /**
   * A whole number from 0 to 2^63 - 1, written without sign, fraction, exponent and leading zeros.
   */
  long size() throws SafeTensorsException {
    skipBlanks();
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    if (start == position || (text.charAt(start) == '0' && position - start > 1)) {
      position = start;
      throw unexpected("a whole number that is not negative");
    }
    try {
      // Whatever follows the digits (a fraction, an exponent) is not what the caller expects next.
      return Long.parseLong(text, start, position, 10);
    } catch (NumberFormatException e) {
      position = start;
      throw unexpected("a number below 2^63");
    }
  }

  String string() throws SafeTensorsException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        break;
      }
      if (c < ' ') {
        position--;
        throw unexpected("no control character in a string");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    String string = value.toString();
    // Only escapes can make half a surrogate pair: the text itself was decoded strictly.
    if (string
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw unexpected("whole surrogate pairs in the string before this point");
    }
    return string;
  }

  private char escaped() throws SafeTensorsException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> {
        position--;
        throw unexpected("an escape of JSON");
      }
    };
  }

  private char hexadecimal() throws SafeTensorsException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      if (!HEX.contains(String.valueOf(c))) {
        position--;
        throw unexpected("four hexadecimal digits");
      }
      value = value << 4 | Character.digit(c, 16);
    }
    return (char) value;
  }

  private static final String HEX = "0123456789abcdefABCDEF";

  private char next() throws SafeTensorsException {
    if (position >= text.length()) {
      throw unexpected("the rest of a string");
    }
    return text.charAt(position++);
  }

  private void skipBlanks() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private SafeTensorsException unexpected(String wanted) {
    String found =
        position < text.length()
            ? SafeTensorsException.quote(
                text.substring(position, Math.min(text.length(), position + 10)))
            : "the end";
    return new SafeTensorsException(
        "the header is not valid: expected "
            + wanted
            + " at character "
            + position
            + ", found "
            + found);
  }
}
