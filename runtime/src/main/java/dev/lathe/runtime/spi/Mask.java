package dev.lathe.runtime.spi;

/**
 * Factors that a training draws anew for every image: 0, or 1 / keep with the probability keep. In
 * evaluation they are all 1.
 *
 * @param offset of the first one in the arena
 * @param floats how many there are
 * @param keep greater than 0, at most 1
 */
public record Mask(int offset, int floats, float keep) {

  public Mask {
    if (offset < 0 || floats < 1 || !(keep > 0 && keep <= 1)) {
      throw new IllegalArgumentException(
          "A mask of %d floats at %d keeps %s".formatted(floats, offset, keep));
    }
  }
}
