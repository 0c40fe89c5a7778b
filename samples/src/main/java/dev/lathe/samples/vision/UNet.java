package dev.lathe.samples.vision;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * U-Net, after O. Ronneberger, P. Fischer and T. Brox (2015): the logits of two classes for every
 * pixel of 64x64. What the way down has seen in detail joins what the way up knows at large.
 */
@Network(input = {1, 64, 64})
@Trainable
public interface UNet extends Classifier {
  @UNetLevel(width = 8)
  Layer down1();

  @MaxPool(2)
  Layer pool1();

  @UNetLevel(width = 16)
  Layer down2();

  @MaxPool(2)
  Layer pool2();

  @UNetLevel(width = 32)
  Layer down3();

  @MaxPool(2)
  Layer pool3();

  @UNetLevel(width = 64)
  Layer bottom();

  @UNetUp(width = 32, skip = "down3")
  Layer up3();

  @UNetUp(width = 16, skip = "down2")
  Layer up2();

  @UNetUp(width = 8, skip = "down1")
  Layer up1();

  @Conv(filters = 2, kernel = 1)
  Layer output();
}
