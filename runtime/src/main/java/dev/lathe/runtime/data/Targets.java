package dev.lathe.runtime.data;

import java.util.Arrays;

/** What a network is to answer for each image. */
sealed interface Targets {

  int count();

  /** How many floats a target has. */
  int size();

  void copy(int image, float[] destination, int offset);

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
