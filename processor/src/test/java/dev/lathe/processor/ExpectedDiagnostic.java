package dev.lathe.processor;

import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;

/**
 * A message that a sample file expects, written over the line it stands at:
 *
 * <pre>
 *   // ERROR [LATHE-106] c1: @Conv filters is 0. Use
 *   //   1 or more.
 *   // AT 0, kernel
 *   &#64;Conv(filters = 0, kernel = 5) Layer c1();
 * </pre>
 *
 * @param line counted from 1
 * @param at the beginning of the source text that the message points to
 */
record ExpectedDiagnostic(long line, Diagnostic.Kind kind, String text, String at) {

  static List<ExpectedDiagnostic> parse(String source) {
    List<ExpectedDiagnostic> found = new ArrayList<>();
    List<ExpectedDiagnostic> open = new ArrayList<>();
    List<String> lines = source.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      String comment = line.startsWith("//") ? line.substring(2).strip() : "";
      if (comment.startsWith("ERROR ")) {
        open.add(of(Diagnostic.Kind.ERROR, comment));
      } else if (comment.startsWith("WARNING ")) {
        open.add(of(Diagnostic.Kind.WARNING, comment));
      } else if (comment.startsWith("AT ") && !open.isEmpty()) {
        open.addLast(open.removeLast().withAt(comment.substring(3)));
      } else if (line.startsWith("//") && !open.isEmpty()) {
        open.addLast(open.removeLast().withText(comment));
      } else {
        for (ExpectedDiagnostic diagnostic : open) {
          found.add(diagnostic.withLine(number));
        }
        open.clear();
      }
    }
    return found;
  }

  private static ExpectedDiagnostic of(Diagnostic.Kind kind, String comment) {
    return new ExpectedDiagnostic(0, kind, comment.substring(comment.indexOf(' ') + 1), "?");
  }

  private ExpectedDiagnostic withLine(long number) {
    return new ExpectedDiagnostic(number, kind, text, at);
  }

  private ExpectedDiagnostic withText(String more) {
    return new ExpectedDiagnostic(line, kind, text + " " + more, at);
  }

  private ExpectedDiagnostic withAt(String source) {
    return new ExpectedDiagnostic(line, kind, text, source);
  }

  /** What javac reported, with as much of the source as {@code expected} names, if it fits. */
  static ExpectedDiagnostic of(
      Diagnostic<?> actual, String source, List<ExpectedDiagnostic> expected) {
    // javac's own messages have several lines, and columns in them.
    String text = actual.getMessage(null).replaceAll("\\s*\\n\\s*", " ").replaceAll(": +", ": ");
    String rest = source.substring((int) actual.getPosition());
    String at =
        expected.stream()
            .filter(other -> other.line == actual.getLineNumber() && other.text.equals(text))
            .map(ExpectedDiagnostic::at)
            .filter(rest::startsWith)
            .findFirst()
            .orElse(rest.lines().findFirst().orElse(""));
    return new ExpectedDiagnostic(actual.getLineNumber(), actual.getKind(), text, at);
  }
}
