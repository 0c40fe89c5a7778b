package dev.lathe.zoo.googlenet;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Dropout;
import dev.lathe.annotations.GlobalAvgPool;
import dev.lathe.annotations.LocalResponseNorm;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * GoogLeNet: images of 224x224 to the logits of 1000 classes, with 6,998,552 weights, and 6,379,728
 * more in the two auxiliary heads, which only training needs.
 */
@Network(input = {3, 224, 224})
@Trainable(of = "fc")
@Trainable(of = "aux1", targetOf = "fc", weight = 0.3)
@Trainable(of = "aux2", targetOf = "fc", weight = 0.3)
public interface GoogLeNet extends Classifier {
  @Conv(filters = 64, kernel = 7, stride = 2, padding = 3)
  @Relu
  Layer conv1();

  @MaxPool(value = 3, stride = 2, ceil = true)
  Layer pool1();

  @LocalResponseNorm
  Layer norm1();

  @Conv(filters = 64, kernel = 1)
  @Relu
  Layer conv2_reduce();

  @Conv(filters = 192, kernel = 3, padding = 1)
  @Relu
  Layer conv2();

  @LocalResponseNorm
  Layer norm2();

  @MaxPool(value = 3, stride = 2, ceil = true)
  Layer pool2();

  @Inception(one = 64, reduce3 = 96, three = 128, reduce5 = 16, five = 32, pooled = 32)
  Layer inception3a();

  @Inception(one = 128, reduce3 = 128, three = 192, reduce5 = 32, five = 96, pooled = 64)
  Layer inception3b();

  @MaxPool(value = 3, stride = 2, ceil = true)
  Layer pool3();

  @Inception(one = 192, reduce3 = 96, three = 208, reduce5 = 16, five = 48, pooled = 64)
  Layer inception4a();

  @AuxiliaryHead(from = "inception4a")
  Layer aux1();

  @Inception(
      one = 160,
      reduce3 = 112,
      three = 224,
      reduce5 = 24,
      five = 64,
      pooled = 64,
      from = "inception4a")
  Layer inception4b();

  @Inception(one = 128, reduce3 = 128, three = 256, reduce5 = 24, five = 64, pooled = 64)
  Layer inception4c();

  @Inception(one = 112, reduce3 = 144, three = 288, reduce5 = 32, five = 64, pooled = 64)
  Layer inception4d();

  @AuxiliaryHead(from = "inception4d")
  Layer aux2();

  @Inception(
      one = 256,
      reduce3 = 160,
      three = 320,
      reduce5 = 32,
      five = 128,
      pooled = 128,
      from = "inception4d")
  Layer inception4e();

  @MaxPool(value = 3, stride = 2, ceil = true)
  Layer pool4();

  @Inception(one = 256, reduce3 = 160, three = 320, reduce5 = 32, five = 128, pooled = 128)
  Layer inception5a();

  @Inception(one = 384, reduce3 = 192, three = 384, reduce5 = 48, five = 128, pooled = 128)
  Layer inception5b();

  @GlobalAvgPool
  Layer pool5();

  @Dropout(0.4)
  Layer dropout();

  @Dense(1000)
  Layer fc();
}
