package dev.lathe.processor.onnx;

/**
 * Floats of 8 bits, as "FP8 Formats for Deep Learning" (Micikevicius et al., 2022) and, without
 * infinities and a negative zero, "8-bit Numerical Formats for Deep Neural Networks" (Noune et al.,
 * 2022) have them.
 */
final class SmallFloat {
  private SmallFloat() {}

  /** The number that bits stand for. */
  static double of(ElementType type, int bits) {
    return switch (type) {
      case FLOAT8E4M3FN -> (bits & 0x7f) == 0x7f ? Double.NaN : number(bits, 3, 7);
      case FLOAT8E4M3FNUZ -> bits == 0x80 ? Double.NaN : number(bits, 3, 8);
      case FLOAT8E5M2 -> (bits & 0x7c) == 0x7c ? beyond(bits) : number(bits, 2, 15);
      case FLOAT8E5M2FNUZ -> bits == 0x80 ? Double.NaN : number(bits, 2, 16);
      default -> throw new IllegalArgumentException(type + " has not 8 bits of a float");
    };
  }

  private static double beyond(int bits) {
    double infinity = bits >= 0x80 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return (bits & 3) == 0 ? infinity : Double.NaN;
  }

  /**
   * A finite number.
   *
   * @param digits of the fraction
   * @param bias of the exponent
   */
  private static double number(int bits, int digits, int bias) {
    int fraction = bits & (1 << digits) - 1;
    int exponent = (bits & 0x7f) >> digits;
    int significand = exponent == 0 ? fraction : fraction + (1 << digits);
    double size = Math.scalb((double) significand, Math.max(exponent, 1) - bias - digits);
    return bits >= 0x80 ? -size : size;
  }
}
