package dev.lathe.samples.sequence;

import dev.lathe.runtime.data.Dataset;
import java.util.Random;

/**
 * Makes sentences with an opinion: words that praise and words that blame among others that do
 * neither. A word of negation turns the next word's meaning around, so that their order counts. The
 * opinion is that of the majority.
 */
public final class Opinions {

  /** The longest sentence; shorter ones are filled up with the word 0. */
  public static final int LENGTH = 16;

  private static final int PRAISE = 1;
  private static final int BLAME = 9;
  private static final int NEGATION = 17;
  private static final int OTHERS = 20;
  private static final int VOCABULARY = 40;

  private Opinions() {}

  /** Sentences with the label 1 for praise, 0 for blame. */
  public static Dataset sentences(int count, long seed) {
    Random random = new Random(seed);
    float[] words = new float[count * LENGTH];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int opinion = 0;
      while (opinion == 0) {
        opinion = sentence(random, words, i * LENGTH);
      }
      labels[i] = opinion > 0 ? 1 : 0;
    }
    return Dataset.ofFloats(words, new int[] {LENGTH}, labels, 2);
  }

  /** Writes a sentence, and returns how many words more praise than blame. */
  private static int sentence(Random random, float[] words, int offset) {
    int length = 5 + random.nextInt(LENGTH - 4);
    int opinion = 0;
    boolean isNegated = false;
    for (int i = 0; i < LENGTH; i++) {
      int word = i >= length ? 0 : word(random, isNegated);
      words[offset + i] = word;
      int meaning = word >= BLAME && word < NEGATION ? -1 : word >= PRAISE && word < BLAME ? 1 : 0;
      opinion += isNegated ? -meaning : meaning;
      isNegated = word >= NEGATION && word < OTHERS;
    }
    return opinion;
  }

  private static int word(Random random, boolean isNegated) {
    double kind = random.nextDouble();
    if (isNegated || kind < 0.25) {
      return PRAISE + random.nextInt(NEGATION - PRAISE);
    }
    return kind < 0.35
        ? NEGATION + random.nextInt(OTHERS - NEGATION)
        : OTHERS + random.nextInt(VOCABULARY - OTHERS);
  }
}
