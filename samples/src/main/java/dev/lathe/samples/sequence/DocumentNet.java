package dev.lathe.samples.sequence;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Embedding;
import dev.lathe.annotations.GlobalMaxPool;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Reshape;
import dev.lathe.annotations.Tanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * A document model in the manner of M. Denil, A. Demiraj, N. Kalchbrenner, P. Blunsom and N. de
 * Freitas, "Modelling, Visualising and Summarising Documents with a Single Convolutional Neural
 * Network" (2014): one network makes a vector of every sentence, a second one of the sentences'
 * vectors a vector of the document. A document is 6 sentences of up to 10 words.
 */
@Network(input = {60})
@Trainable
public interface DocumentNet extends Classifier {

  /** A vector a word. */
  @Embedding(vocabulary = 40, dimension = 8)
  Layer words();

  /** A row a sentence. */
  @Reshape({8, 6, 10})
  Layer sentences();

  /** What three words of one sentence say: windows are one row high. */
  @Conv(
      filters = 12,
      kernel = {1, 3},
      padding = {0, 1})
  @Tanh
  Layer phrases();

  /** A vector a sentence. */
  @MaxPool({1, 10})
  Layer said();

  /** The sentences in their order. */
  @Reshape({12, 6})
  Layer document();

  /** What three sentences say. */
  @Conv(filters = 16, kernel = 3, padding = 1)
  @Tanh
  Layer passages();

  /** A vector of the document. */
  @GlobalMaxPool
  Layer gist();

  /** Logits of two classes. */
  @Dense(2)
  Layer output();
}
