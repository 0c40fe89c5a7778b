package dev.lathe.zoo.alexnet;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.LocalContrastNorm;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;
import dev.lathe.zoo.Classification;

/**
 * ZFNet in the larger form that M. Zeiler and R. Fergus, "Visualizing and Understanding
 * Convolutional Networks" (2013), end at: a first layer that looks closer than AlexNet's, contrast
 * normalisation, and 512, 1024 and 512 maps in the last three convolutions.
 */
@Network(input = {3, 224, 224})
public interface ZfNet extends Classifier {
  @Conv(filters = 96, kernel = 7, stride = 2, padding = 1)
  @Relu
  Layer conv1();

  @MaxPool(value = 3, stride = 2, padding = 1)
  Layer pool1();

  @LocalContrastNorm(5)
  Layer norm1();

  @Conv(filters = 256, kernel = 5, stride = 2)
  @Relu
  Layer conv2();

  @MaxPool(value = 3, stride = 2, padding = 1)
  Layer pool2();

  @LocalContrastNorm(5)
  Layer norm2();

  @Conv(filters = 512, kernel = 3, padding = 1)
  @Relu
  Layer conv3();

  @Conv(filters = 1024, kernel = 3, padding = 1)
  @Relu
  Layer conv4();

  @Conv(filters = 512, kernel = 3, padding = 1)
  @Relu
  Layer conv5();

  @MaxPool(value = 3, stride = 2)
  Layer pool5();

  @Classification
  Layer classifier();
}
