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

/** ResNet-18: images of 224x224 to the logits of 1000 classes, with 11,689,512 weights. */
@Network(input = {3, 224, 224})
public interface ResNet18 extends Classifier {
  @Conv(filters = 64, kernel = 7, stride = 2, padding = 3, bias = false)
  Layer conv1();

  @BatchNorm
  @Relu
  Layer bn1();

  @MaxPool(value = 3, stride = 2, padding = 1)
  Layer maxpool();

  @BasicBlock(width = 64, repeat = 2)
  Layer layer1();

  @BasicStage(width = 128, more = 1)
  Layer layer2();

  @BasicStage(width = 256, more = 1)
  Layer layer3();

  @BasicStage(width = 512, more = 1)
  Layer layer4();

  @GlobalAvgPool
  Layer avgpool();

  @Dense(1000)
  Layer fc();
}
