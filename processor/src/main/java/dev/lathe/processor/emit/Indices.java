package dev.lathe.processor.emit;

import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Affine indices as Java writes them, in floats for arrays and in bytes for segments. */
final class Indices {

  private Indices() {}

  /** In floats: {@code 32 * y + x + 128}. */
  static Doc floats(Index index) {
    List<Signed> terms = new ArrayList<>();
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      int size = Math.abs(term.getValue());
      String text = size == 1 ? term.getKey() : size + " * " + term.getKey();
      terms.add(new Signed(term.getValue() < 0, text));
    }
    return sum(terms, index.constant());
  }

  /**
   * In bytes: {@code (long) y * 128 + 512}. Every term is a product of longs: HotSpot keeps range
   * checks where a sum is computed in {@code int} and widened afterwards.
   */
  static Doc bytes(Index index) {
    List<Signed> terms = new ArrayList<>();
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      long bytes = (long) Float.BYTES * term.getValue();
      String text = "(long) " + term.getKey() + " * " + Literals.of(Math.abs(bytes));
      terms.add(new Signed(bytes < 0, text));
    }
    return sum(terms, (long) Float.BYTES * index.constant());
  }

  private record Signed(boolean negative, String text) {}

  private static Doc sum(List<Signed> terms, long constant) {
    if (terms.isEmpty()) {
      return Doc.text(Literals.of(constant));
    }
    if (constant != 0) {
      terms.add(new Signed(constant < 0, Literals.of(Math.abs(constant))));
    }
    Doc first = Doc.text((terms.getFirst().negative ? "-" : "") + terms.getFirst().text);
    List<Doc.Operand> rest = new ArrayList<>();
    for (Signed term : terms.subList(1, terms.size())) {
      rest.add(new Doc.Operand(term.negative ? "-" : "+", Doc.text(term.text)));
    }
    return rest.isEmpty() ? first : new Doc.Infix(first, rest);
  }
}
