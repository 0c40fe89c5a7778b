package dev.lathe.samples.sequence;

import dev.lathe.annotations.Concat;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Embedding;
import dev.lathe.annotations.GlobalMaxPool;
import dev.lathe.annotations.Input;
import dev.lathe.annotations.LogSoftmax;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Tanh;
import dev.lathe.runtime.Layer;

/**
 * The tagger of R. Collobert and J. Weston, "A Unified Architecture for Natural Language
 * Processing" (2008): the words of a sentence and their distances to the word that is asked for,
 * looked up in tables, a convolution along the sentence, the maximum over time, and layers to 23
 * roles.
 */
@Network
public interface CollobertWeston {

  /** The logarithms of the roles' probabilities. */
  float[] roles(float[] words, float[] distances);

  /** Numbers of words; sentences are filled up with 0. */
  @Input({40})
  Layer words();

  /** How far each word is from the one that is asked for, from 0 to 80. */
  @Input({40})
  Layer distances();

  /** A vector a word. */
  @Embedding(vocabulary = 30_000, dimension = 50, padding = 0, from = "words")
  Layer wordVectors();

  /** A vector a distance. */
  @Embedding(vocabulary = 81, dimension = 5, from = "distances")
  Layer distanceVectors();

  /** Both. */
  @Concat({"wordVectors", "distanceVectors"})
  Layer vectors();

  /** What three words say. */
  @Conv(filters = 100, kernel = 3, padding = 1)
  Layer phrases();

  /** What is said anywhere. */
  @GlobalMaxPool
  Layer sentence();

  /** 100 units. */
  @Dense(100)
  @Tanh
  Layer hidden();

  /** The logarithms of 23 roles' probabilities. */
  @Dense(23)
  @LogSoftmax
  Layer output();
}
