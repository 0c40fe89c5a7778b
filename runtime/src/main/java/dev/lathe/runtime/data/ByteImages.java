package dev.lathe.runtime.data;

/**
 * Images of unsigned bytes. What a byte means is looked up, so that scaling costs nothing an image.
 *
 * @param value what each of the 256 bytes means
 */
record ByteImages(byte[] pixels, int count, int planes, int height, int width, float[] value)
    implements Images {

  static ByteImages of(byte[] pixels, int count, int planes, int height, int width) {
    float[] value = new float[256];
    for (int i = 0; i < value.length; i++) {
      value[i] = i;
    }
    return new ByteImages(pixels, count, planes, height, width, value);
  }

  @Override
  public void copy(int image, float[] destination, int offset, int rowStride, int planeStride) {
    int source = image * planes * height * width;
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < height; y++) {
        int row = offset + plane * planeStride + y * rowStride;
        for (int x = 0; x < width; x++) {
          destination[row + x] = value[pixels[source + x] & 0xFF];
        }
        source += width;
      }
    }
  }

  @Override
  public Images mapped(float factor, float shift) {
    float[] mapped = new float[256];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = value[i] * factor + shift;
    }
    return new ByteImages(pixels, count, planes, height, width, mapped);
  }
}
