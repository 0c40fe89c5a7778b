package dev.lathe.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/**
 * Writes statements of a method's body, at most {@link #COLUMNS} wide where Java can be broken at
 * all: JavaPoet does not wrap by itself. What does not fit on a line is broken as early and as far
 * out as possible.
 */
final class Layout {

  /** The widest line. */
  static final int COLUMNS = 100;

  /** Continued lines stand this much further in. */
  private static final int CONTINUED = 4;

  /** The bodies of a class's methods. */
  static final int BODY = 4;

  /** The bodies of a nested class's methods. */
  static final int NESTED_BODY = 6;

  private final CodeBlock.Builder out = CodeBlock.builder();

  /** What JavaPoet itself indents. */
  private final int base;

  private int indent;
  private int column;

  Layout() {
    this(BODY);
  }

  Layout(int base) {
    this.base = base;
    this.indent = base;
  }

  /** {@code code;}. */
  void statement(Doc code) {
    start();
    print(code, indent, 1);
    end(";");
  }

  /** {@code target = value;}. */
  void assignment(Doc target, Doc value) {
    start();
    print(target, indent, " =".length());
    literal(" =");
    if (column + 1 + value.width() + 1 <= COLUMNS) {
      literal(" ");
      flat(value);
    } else {
      newLine(indent + CONTINUED);
      print(value, indent + CONTINUED, 1);
    }
    end(";");
  }

  /** Starts a block: what follows stands one level further in, until {@link #close}. */
  void open(String head) {
    start();
    end(head + " {");
    indent += 2;
  }

  void close() {
    indent -= 2;
    start();
    end("}");
  }

  /** A line comment, wrapped between words. */
  void comment(String text) {
    for (String line : Prose.wrap(text, COLUMNS - indent - 3)) {
      start();
      end("// " + Prose.line(line));
    }
  }

  CodeBlock code() {
    return out.build();
  }

  private void print(Doc doc, int indent, int trailing) {
    if (column + doc.width() + trailing <= COLUMNS) {
      flat(doc);
      return;
    }
    switch (doc) {
      case Doc.Text text -> flat(text);
      case Doc.Sequence(List<Doc> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          boolean last = i == parts.size() - 1;
          print(parts.get(i), indent, last ? trailing : head(parts.get(i + 1)));
        }
      }
      case Doc.Enclosed enclosed -> printEnclosed(enclosed, indent, trailing);
      case Doc.Filled(List<Doc> items) -> printFilled(items, indent, trailing);
      case Doc.Chain chain -> printChain(chain, indent, trailing);
      case Doc.Infix(Doc first, List<Doc.Operand> rest) -> {
        print(first, indent, 0);
        for (int i = 0; i < rest.size(); i++) {
          newLine(indent + CONTINUED);
          literal(rest.get(i).operator() + " ");
          boolean last = i == rest.size() - 1;
          print(rest.get(i).value(), indent + CONTINUED, last ? trailing : 0);
        }
      }
    }
  }

  private void printEnclosed(Doc.Enclosed enclosed, int indent, int trailing) {
    literal(enclosed.open());
    newLine(indent + CONTINUED);
    Doc items = new Doc.Enclosed("", enclosed.items(), "");
    int end = enclosed.close().length() + trailing;
    if (column + items.width() + end <= COLUMNS) {
      flat(items);
    } else {
      for (int i = 0; i < enclosed.items().size(); i++) {
        boolean last = i == enclosed.items().size() - 1;
        print(enclosed.items().get(i), indent + CONTINUED, last ? end : 1);
        if (!last) {
          literal(",");
          newLine(indent + CONTINUED);
        }
      }
    }
    literal(enclosed.close());
  }

  private void printFilled(List<Doc> items, int indent, int trailing) {
    for (int i = 0; i < items.size(); i++) {
      boolean last = i == items.size() - 1;
      int behind = last ? trailing : 1;
      if (i > 0) {
        literal(",");
        if (column + 1 + items.get(i).width() + behind <= COLUMNS) {
          literal(" ");
        } else {
          newLine(indent + CONTINUED);
        }
      }
      print(items.get(i), indent + CONTINUED, behind);
    }
  }

  private void printChain(Doc.Chain chain, int indent, int trailing) {
    // A variable and its first call stay together.
    boolean variable = chain.first() instanceof Doc.Text;
    print(chain.first(), indent, 0);
    for (int i = 0; i < chain.links().size(); i++) {
      Doc.Link link = chain.links().get(i);
      boolean together = variable && i == 0;
      boolean last = i == chain.links().size() - 1;
      if (!together) {
        newLine(indent + CONTINUED);
      }
      literal("." + link.name());
      int inner = together ? indent : indent + CONTINUED;
      print(link.arguments(), inner, last ? trailing : 0);
    }
  }

  /** What at least follows on the same line. */
  private static int head(Doc doc) {
    return switch (doc) {
      case Doc.Enclosed enclosed -> enclosed.open().length();
      case Doc.Text text -> text.width();
      case Doc.Filled(List<Doc> items) -> items.isEmpty() ? 0 : head(items.getFirst());
      case Doc.Sequence(List<Doc> parts) -> parts.isEmpty() ? 0 : head(parts.getFirst());
      case Doc.Infix(Doc first, List<Doc.Operand> _) -> head(first);
      case Doc.Chain(Doc first, List<Doc.Link> _) -> head(first);
    };
  }

  private void flat(Doc doc) {
    switch (doc) {
      case Doc.Text(CodeBlock code, int width) -> {
        out.add(code);
        column += width;
      }
      case Doc.Sequence(List<Doc> parts) -> parts.forEach(this::flat);
      case Doc.Enclosed(String open, List<Doc> items, String close) -> {
        literal(open);
        flat(items);
        literal(close);
      }
      case Doc.Filled(List<Doc> items) -> flat(items);
      case Doc.Chain(Doc first, List<Doc.Link> links) -> {
        flat(first);
        for (Doc.Link link : links) {
          literal("." + link.name());
          flat(link.arguments());
        }
      }
      case Doc.Infix(Doc first, List<Doc.Operand> rest) -> {
        flat(first);
        for (Doc.Operand operand : rest) {
          literal(" " + operand.operator() + " ");
          flat(operand.value());
        }
      }
    }
  }

  private void flat(List<Doc> items) {
    for (int i = 0; i < items.size(); i++) {
      literal(i == 0 ? "" : ", ");
      flat(items.get(i));
    }
  }

  private void start() {
    column = indent;
    out.add("$L", " ".repeat(indent - base));
  }

  private void end(String text) {
    out.add("$L\n", text);
  }

  private void newLine(int indent) {
    out.add("\n$L", " ".repeat(indent - base));
    column = indent;
  }

  private void literal(String text) {
    out.add("$L", text);
    column += text.length();
  }
}
