package dev.lathe.runtime.look;

import dev.lathe.runtime.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pictures of numbers: the smallest is black, the largest white. Several maps stand side by side,
 * with a line between them; a volume's slices are maps.
 */
public final class Pictures {
  private static final int LINE = 0x305080;
  private static final int COLOURS = 3;

  private Pictures() {}

  /**
   * The filters of a convolution or a dense layer: a row for each output, a tile for each input. 0
   * is grey, and a filter's largest weight, of either sign, white or black. A first layer of one
   * input, or of three, which are shown in colour, has one tile for each filter.
   *
   * @param weight of the shape {@code [outputs, inputs, kernel...]}, with up to three extents of
   *     the kernel
   * @throws IllegalArgumentException if the shape is another
   */
  public static Picture filters(Tensor weight) {
    int[] shape = weight.shape();
    if (shape.length < 2 || shape.length > 5) {
      throw new IllegalArgumentException(
          "Filters are [outputs, inputs, kernel...], and the tensor is " + Arrays.toString(shape));
    }
    float[] values = weight.values();
    int filter = values.length / shape[0];
    float[] grey = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      int from = k / filter * filter;
      float largest = largest(values, from, from + filter);
      grey[k] = largest == 0 ? 0.5f : 0.5f + values[k] / (2 * largest);
    }
    int[] kernel = Arrays.copyOfRange(shape, 2, shape.length);
    if (shape[1] == COLOURS && kernel.length == 2) {
      return sheet(grey, COLOURS, kernel[0], kernel[1], shape[0], square(shape[0]));
    }
    Tiles tiles = Tiles.of(kernel);
    int row = shape[1] * tiles.slices();
    int columns = row == 1 ? square(shape[0]) : row;
    return sheet(grey, 1, tiles.height(), tiles.width(), shape[0] * row, columns);
  }

  /**
   * Feature maps, or any value of a layer: a tile for each map, all on one scale.
   *
   * @param values row-major, channels first
   * @param shape of the values: {@code {C}}, {@code {C, W}}, {@code {C, H, W}} or {@code {C, D, H,
   *     W}}
   * @throws IllegalArgumentException if the shape has not as many elements as there are values
   */
  public static Picture maps(float[] values, int... shape) {
    check(values, shape);
    Tiles tiles = Tiles.of(Arrays.copyOfRange(shape, 1, shape.length));
    int count = shape[0] * tiles.slices();
    int columns = tiles.slices() > 1 ? tiles.slices() : square(count);
    return sheet(stretched(values), 1, tiles.height(), tiles.width(), count, columns);
  }

  /**
   * An image as a network reads it, of one channel in grey or of three in colour.
   *
   * @param values row-major, channels first
   * @param shape {@code {1, H, W}} or {@code {3, H, W}}
   * @throws IllegalArgumentException if the shape is another, or has not as many elements as there
   *     are values
   */
  public static Picture image(float[] values, int... shape) {
    check(values, shape);
    if (shape.length != COLOURS || (shape[0] != 1 && shape[0] != COLOURS)) {
      throw new IllegalArgumentException(
          "An image is {1, H, W} or {3, H, W}, not " + Arrays.toString(shape));
    }
    return sheet(stretched(values), shape[0], shape[1], shape[2], 1, 1);
  }

  /** How the spatial extents of a value are laid out. */
  private record Tiles(int slices, int height, int width) {
    static Tiles of(int[] extents) {
      int rank = extents.length;
      return new Tiles(
          rank > 2 ? extents[rank - 3] : 1,
          rank > 1 ? extents[rank - 2] : 1,
          rank > 0 ? extents[rank - 1] : 1);
    }
  }

  /** The columns of a sheet that is about as many tiles high as wide. */
  private static int square(int count) {
    return (int) Math.ceil(Math.sqrt(count));
  }

  private static void check(float[] values, int[] shape) {
    long size = IntStream.of(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (shape.length < 1 || shape.length > 4 || size != values.length || size == 0) {
      throw new IllegalArgumentException(
          "The shape %s does not have the %d values that are given"
              .formatted(Arrays.toString(shape), values.length));
    }
  }

  private static float largest(float[] values, int from, int to) {
    float largest = 0;
    for (int k = from; k < to; k++) {
      largest = Math.max(largest, Math.abs(values[k]));
    }
    return largest;
  }

  /** From 0 for the smallest to 1 for the largest. */
  private static float[] stretched(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float[] stretched = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      stretched[k] = high > low ? (values[k] - low) / (high - low) : 0.5f;
    }
    return stretched;
  }

  /** Tiles in rows; each of one plane for grey, or of three for colour. */
  private static Picture sheet(
      float[] grey, int planes, int height, int width, int count, int columns) {
    int rows = Math.ceilDiv(count, columns);
    int sheetWidth = columns * (width + 1) - 1;
    int sheetHeight = rows * (height + 1) - 1;
    int[] pixels = new int[Math.multiplyExact(sheetWidth, sheetHeight)];
    Arrays.fill(pixels, LINE);
    for (int tile = 0; tile < count; tile++) {
      int corner = tile / columns * (height + 1) * sheetWidth + tile % columns * (width + 1);
      for (int cell = 0; cell < height * width; cell++) {
        int from = tile * planes * height * width + cell;
        int colour = 0;
        for (int plane = 0; plane < COLOURS; plane++) {
          float value = grey[from + (planes == 1 ? 0 : plane * height * width)];
          colour = colour << 8 | Math.clamp(Math.round(255 * value), 0, 255);
        }
        pixels[corner + cell / width * sheetWidth + cell % width] = colour;
      }
    }
    return new Picture(sheetWidth, sheetHeight, pixels);
  }
}
