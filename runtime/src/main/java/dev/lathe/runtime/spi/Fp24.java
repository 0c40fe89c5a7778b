package dev.lathe.runtime.spi;

/**
 * Floats of 24 bits: sign, exponent and 15 of the 23 bits behind the point, in the upper bytes of a
 * float's. A weight that is rounded to the nearest of them is off by at most 2<sup>-16</sup>
 * (1.5e-5) of itself, unless it is subnormal: those lie 2<sup>-141</sup> apart.
 *
 * <p>Three floats have room for a fourth in their lowest bytes, so that four weights take the
 * memory of three, 75 %. What a kernel reads in their place are three words
 *
 * <pre>
 *   word 0   upper bytes of weight 0   ...
 *   word 1   upper bytes of weight 1   ...
 *   word 2   upper bytes of weight 2   ...
 * </pre>
 *
 * <p>whose lowest bytes are such that {@code word0 << 24 ^ word1 << 16 ^ word2 << 8} is weight 3:
 * five instructions, where masks would make it eight.
 */
final class Fp24 {

  /** The weights that share words. */
  static final int WEIGHTS = 4;

  /** The words that they share. */
  static final int WORDS = 3;

  private static final int LOWEST_BYTE = 0xff;
  private static final int LARGEST = 0x7f7fff00;

  private Fp24() {}

  /**
   * The bits of the nearest float of 24 bits, the even one of two: their lowest byte is 0. Infinite
   * weights and NaN stay what they are; finite ones stay finite.
   */
  static int round(float weight) {
    int bits = Float.floatToIntBits(weight);
    if (!Float.isFinite(weight)) {
      return bits;
    }
    int sign = bits & 0x80000000;
    int size = bits ^ sign;
    int even = size >>> 8 & 1;
    return sign | Math.min(LARGEST, size + 0x7f + even & ~LOWEST_BYTE);
  }

  /**
   * Writes the words of four weights each: weight {@code w} of group {@code i} is {@code weights[at
   * + w * count + i]}, word {@code w} of it lies in {@code words[w * count + i]}.
   *
   * @param count how many groups lie side by side: the lanes of a vector
   */
  static void pack(float[] weights, int at, int count, int[] words) {
    for (int i = 0; i < count; i++) {
      int word0 = round(weights[at + i]);
      int word1 = round(weights[at + count + i]);
      int word2 = round(weights[at + 2 * count + i]);
      int carried = round(weights[at + 3 * count + i]);
      // From the lowest byte up, since each shifted word reaches into the bytes above.
      word2 |= carried >>> 8 & LOWEST_BYTE;
      word1 |= (carried >>> 16 ^ word2 >>> 8) & LOWEST_BYTE;
      word0 |= (carried >>> 24 ^ word1 >>> 8 ^ word2 >>> 16) & LOWEST_BYTE;
      words[i] = word0;
      words[count + i] = word1;
      words[2 * count + i] = word2;
    }
  }
}
