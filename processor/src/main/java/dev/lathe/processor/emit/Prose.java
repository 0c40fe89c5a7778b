package dev.lathe.processor.emit;

import dev.lathe.processor.validation.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * Text in comments. It has names from files, whose authors may be anybody: nothing in it may end
 * the comment, which javac does at a Unicode escape of its end, too.
 */
final class Prose {

  private Prose() {}

  /** Breaks text between words into lines of at most {@code columns}; longer words stay whole. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Text of one line for a line comment: no backslash begins a Unicode escape. */
  static String line(String text) {
    return Printable.of(text).replace("\\", "\\\\");
  }

  /** Plain text as Javadoc: what HTML, tags or the comment's end would be read from is escaped. */
  static String javadoc(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("{", "&#123;")
        .replace("\\", "&#92;")
        .replace("*/", "*&#47;");
  }
}
