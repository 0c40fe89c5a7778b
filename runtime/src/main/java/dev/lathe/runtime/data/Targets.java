package dev.lathe.runtime.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a network is to answer for each image. */
sealed interface Targets {

  int count();

  /** How many floats a target has. */
  int size();

  void copy(int image, float[] destination, int offset);

  /** The same with other numbers for labels, if there are any. */
  default Targets withTargets(float off, float on) {
    return this;
  }

  /** The labels; null if there are none. */
  default @Nullable Labels classLabels() {
    return null;
  }

  /** A class an image: the target is {@code on} at the label and {@code off} elsewhere. */
  record Labels(int[] labels, int classes, float off, float on) implements Targets {

    @Override
    public int count() {
      return labels.length;
    }

    @Override
    public int size() {
      return classes;
    }

    @Override
    public void copy(int image, float[] destination, int offset) {
      Arrays.fill(destination, offset, offset + classes, off);
      destination[offset + labels[image]] = on;
    }

    @Override
    public Targets withTargets(float newOff, float newOn) {
      return new Labels(labels, classes, newOff, newOn);
    }

    @Override
    public Labels classLabels() {
      return this;
    }
  }

  /** One target behind another. */
  record Both(Targets first, Targets second) implements Targets {

    @Override
    public int count() {
      return first.count();
    }

    @Override
    public int size() {
      return first.size() + second.size();
    }

    @Override
    public void copy(int image, float[] destination, int offset) {
      first.copy(image, destination, offset);
      second.copy(image, destination, offset + first.size());
    }

    @Override
    public Targets withTargets(float off, float on) {
      return new Both(first.withTargets(off, on), second);
    }

    @Override
    public @Nullable Labels classLabels() {
      return first.classLabels();
    }
  }

  /** A vector an image. */
  record Vectors(float[] values, int count, int size) implements Targets {

    @Override
    public void copy(int image, float[] destination, int offset) {
      System.arraycopy(values, image * size, destination, offset, size);
    }
  }

  /** The image itself, scaled and padded as the network sees it. */
  record Reconstruction(Images images) implements Targets {

    @Override
    public int count() {
      return images.count();
    }

    @Override
    public int size() {
      return images.planes() * images.height() * images.width();
    }

    @Override
    public void copy(int image, float[] destination, int offset) {
      int rowStride = images.width();
      images.copy(image, destination, offset, rowStride, rowStride * images.height());
    }
  }
}
