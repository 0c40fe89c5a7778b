package dev.lathe.samples.sequence;

import dev.lathe.annotations.Concat;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Dropout;
import dev.lathe.annotations.Embedding;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The sentence network of Y. Kim, "Convolutional Neural Networks for Sentence Classification"
 * (2014): convolutions over 3, 4 and 5 words side by side, and the maximum of each over time.
 */
@Network(input = {24})
@Trainable
public interface SentenceNet extends Classifier {
  @Embedding(vocabulary = 200, dimension = 50)
  Layer embed();

  @Phrases(words = 3, from = "embed")
  Layer three();

  @Phrases(words = 4, from = "embed")
  Layer four();

  @Phrases(words = 5, from = "embed")
  Layer five();

  @Concat({"three", "four", "five"})
  Layer all();

  @Dropout
  Layer dropout();

  @Dense(4)
  Layer output();
}
