package dev.lathe.processor.emit;

import java.util.ArrayList;
import java.util.List;

/** Text in comments. */
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

  /** Plain text as Javadoc: what HTML, tags or the comment's end would be read from is escaped. */
  static String javadoc(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("{", "&#123;")
        .replace("*/", "*&#47;");
  }
}
