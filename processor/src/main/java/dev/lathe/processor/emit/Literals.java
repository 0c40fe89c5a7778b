package dev.lathe.processor.emit;

import dev.lathe.processor.loop.Index;
import java.util.Map;

/** Numbers and offsets as Java writes them. */
final class Literals {

  private Literals() {}

  /** Exactly this float: {@code 0f}, {@code 0.1f}, {@code Float.NEGATIVE_INFINITY}. */
  static String of(float value) {
    if (Float.isNaN(value)) {
      return "Float.NaN";
    }
    if (Float.isInfinite(value)) {
      return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
    }
    String text = Float.toString(value);
    boolean negativeZero = value == 0 && 1 / value < 0;
    boolean shorter = text.endsWith(".0") && !negativeZero;
    return (shorter ? text.substring(0, text.length() - 2) : text) + "f";
  }

  /** Whether it is the zero that {@code FloatVector.zero} makes. */
  static boolean isZero(float value) {
    return Float.floatToRawIntBits(value) == 0;
  }

  static String of(long value) {
    return value == (int) value ? Long.toString(value) : value + "L";
  }

  /**
   * An index in floats as an offset in bytes. Every term is a product of longs: HotSpot keeps range
   * checks where the sum is computed in {@code int} and widened afterwards.
   */
  static String bytes(Index index) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      long bytes = 4L * term.getValue();
      String sign = text.isEmpty() ? (bytes < 0 ? "-" : "") : bytes < 0 ? " - " : " + ";
      text.append(sign).append("(long) ").append(term.getKey());
      text.append(" * ").append(of(Math.abs(bytes)));
    }
    long constant = 4L * index.constant();
    if (text.isEmpty()) {
      return of(constant);
    }
    if (constant != 0) {
      text.append(constant < 0 ? " - " : " + ").append(of(Math.abs(constant)));
    }
    return text.toString();
  }
}
