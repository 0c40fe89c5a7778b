package dev.lathe.samples.sequence;

import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Embedding;
import dev.lathe.annotations.LogSoftmax;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * A language model in the manner of N. Pham, G. Kruszewski and G. Boleda, "Convolutional Neural
 * Network Language Models" (2016): for every place of a text the probabilities of the next word.
 * Padding stands before the text alone, so that a place sees no word behind it; there is no
 * pooling, and batch normalisation in its stead.
 */
@Network(input = {16})
@Trainable
public interface LanguageNet extends Classifier {

  /** A vector a word. */
  @Embedding(vocabulary = 40, dimension = 12)
  Layer words();

  /** The last three words. */
  @Conv(
      filters = 24,
      kernel = 3,
      padding = {2, 0},
      bias = false)
  Layer near();

  /** Of about one scale. */
  @BatchNorm
  @Relu
  Layer nearNorm();

  /** The last seven words: every second of what lies before. */
  @Conv(
      filters = 24,
      kernel = 3,
      dilation = 2,
      padding = {4, 0},
      bias = false)
  Layer far();

  /** Of about one scale. */
  @BatchNorm
  @Relu
  Layer farNorm();

  /** The logarithms of 40 words' probabilities, at every place. */
  @Conv(filters = 40, kernel = 1)
  @LogSoftmax
  Layer next();
}
