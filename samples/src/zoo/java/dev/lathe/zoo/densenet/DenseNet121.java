package dev.lathe.zoo.densenet;

import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.GlobalAvgPool;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * DenseNet-121: images of 224x224 to the logits of 1000 classes, with 7,978,856 weights. Each layer
 * of a block sees the union of all maps before it.
 */
@Network(input = {3, 224, 224})
public interface DenseNet121 extends Classifier {
  @Conv(filters = 64, kernel = 7, stride = 2, padding = 3, bias = false)
  Layer conv0();

  @BatchNorm
  @Relu
  Layer norm0();

  @MaxPool(value = 3, stride = 2, padding = 1)
  Layer pool0();

  @DenseLayer(growth = 32, repeat = 6)
  Layer denseblock1();

  @Transition(filters = 128)
  Layer transition1();

  @DenseLayer(growth = 32, repeat = 12)
  Layer denseblock2();

  @Transition(filters = 256)
  Layer transition2();

  @DenseLayer(growth = 32, repeat = 24)
  Layer denseblock3();

  @Transition(filters = 512)
  Layer transition3();

  @DenseLayer(growth = 32, repeat = 16)
  Layer denseblock4();

  @BatchNorm
  @Relu
  Layer norm5();

  @GlobalAvgPool
  Layer pool5();

  @Dense(1000)
  Layer classifier();
}
