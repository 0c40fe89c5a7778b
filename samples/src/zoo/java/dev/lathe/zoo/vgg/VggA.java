package dev.lathe.zoo.vgg;

import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;
import dev.lathe.zoo.Classification;

/** VGG-11, network A: eight convolutions, with 132,863,336 weights. */
@Network(input = {3, 224, 224})
public interface VggA extends Classifier {
  @Convolutions(filters = 64)
  Layer conv1();

  @MaxPool(2)
  Layer pool1();

  @Convolutions(filters = 128)
  Layer conv2();

  @MaxPool(2)
  Layer pool2();

  @Convolutions(filters = 256, repeat = 2)
  Layer conv3();

  @MaxPool(2)
  Layer pool3();

  @Convolutions(filters = 512, repeat = 2)
  Layer conv4();

  @MaxPool(2)
  Layer pool4();

  @Convolutions(filters = 512, repeat = 2)
  Layer conv5();

  @MaxPool(2)
  Layer pool5();

  @Classification
  Layer classifier();
}
