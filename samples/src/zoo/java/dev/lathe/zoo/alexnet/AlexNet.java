package dev.lathe.zoo.alexnet;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.LocalResponseNorm;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;
import dev.lathe.zoo.Classification;

/**
 * AlexNet of A. Krizhevsky, I. Sutskever and G. Hinton, "ImageNet Classification with Deep
 * Convolutional Neural Networks" (2012), with 60,965,224 weights. The groups of conv2, conv4 and
 * conv5 are what two graphics cards computed apart from each other.
 */
@Network(input = {3, 227, 227})
public interface AlexNet extends Classifier {
  @Conv(filters = 96, kernel = 11, stride = 4)
  @Relu
  Layer conv1();

  @LocalResponseNorm(size = 5, alpha = 5e-4, beta = 0.75, k = 2)
  Layer norm1();

  @MaxPool(value = 3, stride = 2)
  Layer pool1();

  @Conv(filters = 256, kernel = 5, padding = 2, groups = 2)
  @Relu
  Layer conv2();

  @LocalResponseNorm(size = 5, alpha = 5e-4, beta = 0.75, k = 2)
  Layer norm2();

  @MaxPool(value = 3, stride = 2)
  Layer pool2();

  @Conv(filters = 384, kernel = 3, padding = 1)
  @Relu
  Layer conv3();

  @Conv(filters = 384, kernel = 3, padding = 1, groups = 2)
  @Relu
  Layer conv4();

  @Conv(filters = 256, kernel = 3, padding = 1, groups = 2)
  @Relu
  Layer conv5();

  @MaxPool(value = 3, stride = 2)
  Layer pool5();

  @Classification
  Layer classifier();
}
