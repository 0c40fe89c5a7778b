package dev.lathe.runtime.train;

import dev.lathe.runtime.spi.Mask;

/**
 * Random factors from a counter: what is drawn depends on the seed, the step, the image's place in
 * its epoch and the mask, so that it is the same for any number of threads.
 */
final class Noise {

  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  /** In the place of a mask's number, for the changes of an image. */
  static final int AUGMENTATION = -1;

  private Noise() {}

  /** A key that is not {@link Worker#NO_NOISE}. */
  static long key(long seed, long step) {
    long key = mix(seed + GAMMA * (step + 1));
    return key == Worker.NO_NOISE ? GAMMA : key;
  }

  static long mix(long key, int image, int mask) {
    return mix(mix(key + GAMMA * (image + 1L)) + GAMMA * (mask + 1L));
  }

  static void fill(float[] arena, Mask mask, long key) {
    // 24 bits decide: a float has no more between 0 and 1.
    int threshold = Math.round(mask.keep() * 0x1p24f);
    float kept = 1 / mask.keep();
    long state = key;
    for (int i = mask.offset(); i < mask.offset() + mask.floats(); i++) {
      state += GAMMA;
      arena[i] = mix(state) >>> 40 < threshold ? kept : 0;
    }
  }

  /** SplitMix64's finisher (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
