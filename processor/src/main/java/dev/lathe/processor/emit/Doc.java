package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.stream.Stream;

/** A piece of Java that knows where it may be broken. */
sealed interface Doc {

  /** Columns on one line. */
  int width();

  /** Never broken. */
  record Text(CodeBlock code, int width) implements Doc {}

  /** One after the other. */
  record Sequence(List<Doc> parts) implements Doc {
    @Override
    public int width() {
      return parts.stream().mapToInt(Doc::width).sum();
    }
  }

  /** {@code open a, b close}: may be broken after {@code open}, and then after every comma. */
  record Enclosed(String open, List<Doc> items, String close) implements Doc {
    @Override
    public int width() {
      int commas = 2 * Math.max(0, items.size() - 1);
      int texts = items.stream().mapToInt(Doc::width).sum();
      return open.length() + texts + commas + close.length();
    }
  }

  /** {@code a, b, c}: broken after a comma where a line is full. */
  record Filled(List<Doc> items) implements Doc {
    @Override
    public int width() {
      int commas = 2 * Math.max(0, items.size() - 1);
      return items.stream().mapToInt(Doc::width).sum() + commas;
    }
  }

  /** {@code a + b - c}: may be broken before every operator. */
  record Infix(Doc first, List<Operand> rest) implements Doc {
    @Override
    public int width() {
      int texts = rest.stream().mapToInt(Operand::width).sum();
      return first.width() + texts;
    }
  }

  /** An operator and what follows it. */
  record Operand(String operator, Doc value) {
    int width() {
      return operator.length() + 2 + value.width();
    }
  }

  /**
   * {@code first.name(a).name(b)}: may be broken before every dot but the first after a variable.
   */
  record Chain(Doc first, List<Link> links) implements Doc {
    @Override
    public int width() {
      return first.width() + links.stream().mapToInt(Link::width).sum();
    }
  }

  /** {@code .name(arguments)}. */
  record Link(String name, Enclosed arguments) {
    int width() {
      return 1 + name.length() + arguments.width();
    }
  }

  static Doc text(String text) {
    return new Text(CodeBlock.of("$L", text), text.length());
  }

  /** A type's name, imported; of a nested type with the type around it. */
  static Doc type(ClassName type) {
    return new Text(CodeBlock.of("$T", type), String.join(".", type.simpleNames()).length());
  }

  static Doc string(String text) {
    CodeBlock literal = CodeBlock.of("$S", text);
    return new Text(literal, literal.toString().length());
  }

  /** {@code new int[] {1, 2}}. */
  static Doc ints(List<Integer> numbers) {
    List<Doc> items = numbers.stream().map(number -> text(number.toString())).toList();
    return new Enclosed("new int[] {", items, "}");
  }

  /** {@code new double[] {1, 0.5}}. */
  static Doc doubles(List<Double> numbers) {
    List<Doc> items = numbers.stream().map(number -> text(Literals.of(number))).toList();
    return new Enclosed("new double[] {", items, "}");
  }

  static Doc of(Doc... parts) {
    return new Sequence(List.of(parts));
  }

  static Enclosed arguments(Doc... arguments) {
    return new Enclosed("(", List.of(arguments), ")");
  }

  static Doc infix(Doc left, String operator, Doc right) {
    return new Infix(left, List.of(new Operand(operator, right)));
  }

  /** {@code type.name}. */
  static Doc member(ClassName type, String name) {
    return of(type(type), text("." + name));
  }

  /** {@code type.name(arguments)}. */
  static Doc call(ClassName type, String name, Doc... arguments) {
    return of(type(type), text("." + name), arguments(arguments));
  }

  /** {@code receiver.name(arguments)}. */
  static Doc call(Doc receiver, String name, Doc... arguments) {
    Link link = new Link(name, arguments(arguments));
    if (receiver instanceof Chain(Doc first, List<Link> links)) {
      return new Chain(first, Stream.concat(links.stream(), Stream.of(link)).toList());
    }
    return new Chain(receiver, List.of(link));
  }
}
