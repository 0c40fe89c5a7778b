package dev.lathe.runtime.data;

import java.util.Arrays;

/** Images with a border of {@code cells} pixels of one value on all four sides of every plane. */
record PaddedImages(Images inner, int cells, float border) implements Images {

  @Override
  public int count() {
    return inner.count();
  }

  @Override
  public int planes() {
    return inner.planes();
  }

  @Override
  public int height() {
    return inner.height() + 2 * cells;
  }

  @Override
  public int width() {
    return inner.width() + 2 * cells;
  }

  @Override
  public void copy(int image, float[] destination, int offset, int rowStride, int planeStride) {
    int height = height();
    int width = width();
    for (int plane = 0; plane < planes(); plane++) {
      for (int y = 0; y < height; y++) {
        int row = offset + plane * planeStride + y * rowStride;
        if (y < cells || y >= height - cells) {
          Arrays.fill(destination, row, row + width, border);
        } else {
          Arrays.fill(destination, row, row + cells, border);
          Arrays.fill(destination, row + width - cells, row + width, border);
        }
      }
    }
    inner.copy(image, destination, offset + cells * rowStride + cells, rowStride, planeStride);
  }

  @Override
  public Images mapped(float factor, float shift) {
    return new PaddedImages(inner.mapped(factor, shift), cells, border * factor + shift);
  }
}
