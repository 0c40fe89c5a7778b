package dev.lathe.samples.sequence;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.DynamicKMaxPool;
import dev.lathe.annotations.Embedding;
import dev.lathe.annotations.Fold;
import dev.lathe.annotations.KMaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.PadSize;
import dev.lathe.annotations.Reshape;
import dev.lathe.annotations.Tanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The dynamic convolutional network of N. Kalchbrenner, E. Grefenstette and P. Blunsom, "A
 * Convolutional Neural Network for Modelling Sentences" (2014), on sentences of up to 16 words:
 * wide convolutions along the sentence, each row of the word vectors by itself; of every row the
 * largest values in their order, the fewer the higher the layer; and folding, where pairs of rows
 * meet.
 */
@Network(input = {16})
@Trainable
public interface DynamicCnn extends Classifier {

  /** 8 rows of 16 words. */
  @Embedding(vocabulary = 40, dimension = 8)
  Layer words();

  /** Four maps of every row, each 20 long: a wide convolution reaches beyond both ends. */
  @Conv(filters = 32, kernel = 5, groups = 8, padSize = PadSize.FULL)
  Layer conv1();

  /** The 8 largest of each row. */
  @DynamicKMaxPool(top = 3, layer = 1, layers = 2)
  @Tanh
  Layer top1();

  /** Four maps of every row, each 10 long. */
  @Conv(filters = 32, kernel = 3, groups = 8, padSize = PadSize.FULL)
  Layer conv2();

  /** 8 rows of four maps. */
  @Reshape({8, 4, 10})
  Layer rows();

  /** Pairs of rows. */
  @Fold(2)
  Layer folded();

  /** All maps of all rows. */
  @Reshape({16, 10})
  Layer maps();

  /** The 3 largest of each row. */
  @KMaxPool(3)
  @Tanh
  Layer top2();

  /** Logits of two classes. */
  @Dense(2)
  Layer output();
}
