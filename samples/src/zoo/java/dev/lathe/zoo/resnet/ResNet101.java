package dev.lathe.zoo.resnet;

import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.GlobalAvgPool;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/** ResNet-101: images of 224x224 to the logits of 1000 classes, with 44,549,160 weights. */
@Network(input = {3, 224, 224})
public interface ResNet101 extends Classifier {
  @Conv(filters = 64, kernel = 7, stride = 2, padding = 3, bias = false)
  Layer conv1();

  @BatchNorm
  @Relu
  Layer bn1();

  @MaxPool(value = 3, stride = 2, padding = 1)
  Layer maxpool();

  @BottleneckStage(width = 64, stride = 1, more = 2)
  Layer layer1();

  @BottleneckStage(width = 128, more = 3)
  Layer layer2();

  @BottleneckStage(width = 256, more = 22)
  Layer layer3();

  @BottleneckStage(width = 512, more = 2)
  Layer layer4();

  @GlobalAvgPool
  Layer avgpool();

  @Dense(1000)
  Layer fc();
}
