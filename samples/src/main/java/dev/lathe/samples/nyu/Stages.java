package dev.lathe.samples.nyu;

import dev.lathe.annotations.Abs;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.LocalContrastNorm;
import dev.lathe.annotations.LogSumExpPool;
import dev.lathe.annotations.LpPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Tanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * The NYU lecture's stages of normalisation, filter bank, non-linearity and pooling, after K.
 * Jarrett et al., "What is the Best Multi-Stage Architecture for Object Recognition?" (2009):
 * subtractive and divisive contrast normalisation before each filter bank, rectification by the
 * absolute value behind it, a different pooling for each stage.
 */
@Network(input = {1, 32, 32})
@Trainable
public interface Stages extends Classifier {
  @LocalContrastNorm(5)
  Layer normal1();

  @Conv(filters = 8, kernel = 5)
  @Tanh
  Layer filters1();

  @Abs
  Layer rectified1();

  @LpPool(2)
  Layer pooled1();

  @LocalContrastNorm(3)
  Layer normal2();

  @Conv(filters = 16, kernel = 5)
  @Tanh
  Layer filters2();

  @Abs
  Layer rectified2();

  @LogSumExpPool(2)
  Layer pooled2();

  @Dense(10)
  Layer output();
}
