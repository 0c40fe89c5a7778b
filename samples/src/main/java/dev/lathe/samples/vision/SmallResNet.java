package dev.lathe.samples.vision;

import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.GlobalAvgPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/** A residual network of eight layers for images of 28x28. */
@Network(input = {1, 28, 28})
@Trainable
public interface SmallResNet extends Classifier {

  /** 8 maps of 14x14. */
  @Conv(filters = 8, kernel = 3, stride = 2, padding = 1, bias = false)
  Layer conv();

  /** Normalised over the batch. */
  @BatchNorm
  @Relu
  Layer norm();

  /** 8 maps of 14x14. */
  @ResidualBlock(width = 8)
  Layer stage1();

  /** 16 maps of 7x7. */
  @HalvingBlock(width = 16)
  Layer stage2();

  /** 32 maps of 4x4. */
  @HalvingBlock(width = 32)
  Layer stage3();

  /** The maps' means. */
  @GlobalAvgPool
  Layer means();

  /** Logits. */
  @Dense(10)
  Layer output();
}
