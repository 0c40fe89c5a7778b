package dev.lathe.processor.emit;

/** Numbers as Java writes them. */
final class Literals {

  private Literals() {}

  /** Exactly this float: {@code 0f}, {@code 0.1f}, {@code Float.NEGATIVE_INFINITY}. */
  static Doc of(float value) {
    if (Float.isNaN(value)) {
      return Doc.member(Names.FLOAT, "NaN");
    }
    if (Float.isInfinite(value)) {
      return Doc.member(Names.FLOAT, value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY");
    }
    String text = Float.toString(value);
    boolean negativeZero = value == 0 && 1 / value < 0;
    boolean shorter = text.endsWith(".0") && !negativeZero;
    return Doc.text((shorter ? text.substring(0, text.length() - 2) : text) + "f");
  }

  /** Whether it is the zero that {@code FloatVector.zero} makes. */
  static boolean isZero(float value) {
    return Float.floatToRawIntBits(value) == 0;
  }

  /** Where a double is expected: whole numbers without a point. */
  static String of(double value) {
    return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
  }

  static String of(long value) {
    return value == (int) value ? Long.toString(value) : value + "L";
  }
}
