package dev.lathe.runtime.data;

/**
 * Images of floats; a pixel's value is the stored number times {@code factor} plus {@code shift}.
 */
record FloatImages(
    float[] pixels, int count, int planes, int height, int width, float factor, float shift)
    implements Images {

  static FloatImages of(float[] pixels, int count, int planes, int height, int width) {
    return new FloatImages(pixels, count, planes, height, width, 1, 0);
  }

  @Override
  public void copy(int image, float[] destination, int offset, int rowStride, int planeStride) {
    int source = image * planes * height * width;
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < height; y++) {
        int row = offset + plane * planeStride + y * rowStride;
        for (int x = 0; x < width; x++) {
          destination[row + x] = pixels[source + x] * factor + shift;
        }
        source += width;
      }
    }
  }

  @Override
  public Images mapped(float furtherFactor, float furtherShift) {
    return new FloatImages(
        pixels,
        count,
        planes,
        height,
        width,
        factor * furtherFactor,
        shift * furtherFactor + furtherShift);
  }
}
