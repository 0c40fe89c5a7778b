package dev.lathe.processor.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An annotation as it is written. */
final class AnnotationText {
  private static final int WIDTH = 100;
  private static final String INDENT = "      ";

  private final String type;
  private final List<String> members = new ArrayList<>();
  private boolean onlyValue = true;

  AnnotationText(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  /** A member whose text is Java already. */
  AnnotationText with(String member, String text) {
    onlyValue &= member.equals("value");
    members.add(member + " = " + text);
    return this;
  }

  AnnotationText with(String member, int figure) {
    return with(member, Integer.toString(figure));
  }

  /** One figure for all axes, or one an axis. */
  AnnotationText with(String member, List<Integer> figures) {
    boolean same = figures.stream().distinct().count() == 1;
    return with(
        member,
        same
            ? figures.getFirst().toString()
            : figures.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}")));
  }

  /** Figures, unless all of them are what is meant without them. */
  AnnotationText unless(int otherwise, String member, List<Integer> figures) {
    return figures.stream().allMatch(figure -> figure == otherwise) ? this : with(member, figures);
  }

  AnnotationText unless(double otherwise, String member, double figure) {
    return figure == otherwise ? this : with(member, number(figure));
  }

  AnnotationText unless(boolean otherwise, String member, boolean flag) {
    return flag == otherwise ? this : with(member, Boolean.toString(flag));
  }

  /** The shortest text of a number that was a float. */
  static String number(double figure) {
    String single = Float.toString((float) figure);
    String exact = Double.toString(figure);
    return single.length() < exact.length() && (float) figure == Float.parseFloat(single)
        ? single
        : exact;
  }

  /** In one line, or a line for each member if that is too long. */
  String text() {
    if (members.isEmpty()) {
      return "@" + type;
    }
    List<String> shown =
        onlyValue
            ? List.of(members.getFirst().substring("value = ".length()))
            : List.copyOf(members);
    String line = "@" + type + "(" + String.join(", ", shown) + ")";
    if (line.length() + 2 <= WIDTH) {
      return line;
    }
    return shown.stream()
        .map(AnnotationText::wrapped)
        .collect(Collectors.joining(",\n" + INDENT, "@" + type + "(\n" + INDENT, ")"));
  }

  /** A list that is longer than a line goes on below. */
  private static String wrapped(String member) {
    if (member.length() + INDENT.length() <= WIDTH) {
      return member;
    }
    StringBuilder text = new StringBuilder();
    int column = INDENT.length();
    for (String word : member.split(" ")) {
      if (column + word.length() + 1 > WIDTH) {
        text.append("\n").append(INDENT).append("    ").append(word);
        column = INDENT.length() + 4 + word.length();
      } else {
        text.append(text.isEmpty() ? "" : " ").append(word);
        column += word.length() + 1;
      }
    }
    return text.toString();
  }
}
