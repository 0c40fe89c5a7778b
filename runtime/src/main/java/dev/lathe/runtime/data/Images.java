package dev.lathe.runtime.data;

/**
 * Images of one size, each a number of planes of rows. They are kept as they were read and
 * converted when they are copied out, so that a byte image takes a byte a pixel however it is
 * scaled or padded.
 */
interface Images {

  int count();

  int planes();

  int height();

  int width();

  /**
   * Writes one image, row by row and plane by plane, and nothing between the rows. The strides let
   * padding put its inner image straight to its place.
   */
  void copy(int image, float[] destination, int offset, int rowStride, int planeStride);

  /** The same images with every value x replaced by {@code x factor + shift}. */
  Images mapped(float factor, float shift);
}
