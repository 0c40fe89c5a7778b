package dev.lathe.processor.loop;

import dev.lathe.processor.graph.Sizes;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An affine index: a constant and a multiple of each loop variable or named index.
 *
 * @param constant in what the index counts: floats of a buffer, or steps along an axis of a value
 * @param terms variable name to coefficient, never zero
 */
public record Index(int constant, SortedMap<String, Integer> terms) {

  public Index {
    TreeMap<String, Integer> nonZero = new TreeMap<>(terms);
    nonZero.values().removeIf(coefficient -> coefficient == 0);
    terms = Collections.unmodifiableSortedMap(nonZero);
  }

  public static Index of(int constant) {
    return new Index(constant, new TreeMap<>());
  }

  public static Index variable(String name) {
    return of(0).plus(name, 1);
  }

  public Index plus(int addend) {
    return new Index(Sizes.sum(constant, addend), terms);
  }

  public Index plus(String variable, int coefficient) {
    TreeMap<String, Integer> sum = new TreeMap<>(terms);
    sum.merge(variable, coefficient, Sizes::sum);
    return new Index(constant, sum);
  }

  public Index plus(Index other) {
    Index sum = plus(other.constant);
    for (Map.Entry<String, Integer> term : other.terms.entrySet()) {
      sum = sum.plus(term.getKey(), term.getValue());
    }
    return sum;
  }

  /** The index with a variable replaced. */
  public Index with(String variable, Index value) {
    return plus(variable, -coefficient(variable)).plus(value.times(coefficient(variable)));
  }

  public Index times(int factor) {
    TreeMap<String, Integer> product = new TreeMap<>(terms);
    product.replaceAll((name, coefficient) -> Sizes.product(coefficient, factor));
    return new Index(Sizes.product(constant, factor), product);
  }

  /** How far a step along a variable leads; 0 if it does not move the index. */
  public int coefficient(String variable) {
    return terms.getOrDefault(variable, 0);
  }

  public boolean isConstant() {
    return terms.isEmpty();
  }

  /** As Java writes it: {@code x + 32 * y + 128}, {@code 14 - y}. */
  @Override
  public String toString() {
    boolean ahead = constant > 0 && !terms.isEmpty() && terms.firstEntry().getValue() < 0;
    StringBuilder text = new StringBuilder(ahead ? Integer.toString(constant) : "");
    for (Map.Entry<String, Integer> term : terms.entrySet()) {
      int coefficient = term.getValue();
      text.append(text.isEmpty() ? (coefficient < 0 ? "-" : "") : coefficient < 0 ? " - " : " + ");
      int size = Math.abs(coefficient);
      text.append(size == 1 ? term.getKey() : size + " * " + term.getKey());
    }
    if (text.isEmpty()) {
      return Integer.toString(constant);
    }
    if (constant != 0 && !ahead) {
      text.append(constant < 0 ? " - " : " + ").append(Math.abs(constant));
    }
    return text.toString();
  }
}
