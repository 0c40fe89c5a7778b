package dev.lathe.zoo.vgg;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;
import dev.lathe.zoo.Classification;

/** Network C: thirteen convolutions, three of them of 1x1, with 133,638,952 weights. */
@Network(input = {3, 224, 224})
public interface VggC extends Classifier {
  @Convolutions(filters = 64, repeat = 2)
  Layer conv1();

  @MaxPool(2)
  Layer pool1();

  @Convolutions(filters = 128, repeat = 2)
  Layer conv2();

  @MaxPool(2)
  Layer pool2();

  @Convolutions(filters = 256, repeat = 2)
  Layer conv3();

  @Conv(filters = 256, kernel = 1)
  @Relu
  Layer conv3_1x1();

  @MaxPool(2)
  Layer pool3();

  @Convolutions(filters = 512, repeat = 2)
  Layer conv4();

  @Conv(filters = 512, kernel = 1)
  @Relu
  Layer conv4_1x1();

  @MaxPool(2)
  Layer pool4();

  @Convolutions(filters = 512, repeat = 2)
  Layer conv5();

  @Conv(filters = 512, kernel = 1)
  @Relu
  Layer conv5_1x1();

  @MaxPool(2)
  Layer pool5();

  @Classification
  Layer classifier();
}
