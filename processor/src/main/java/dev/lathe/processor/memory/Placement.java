package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.schedule.Order;

/**
 * Where a feature map lies in the arena: element {@code (c, y, x)} at {@code origin + c strides[0]
 * + y strides[1] + x strides[2]}. Around the map lies its halo, zeros that nobody writes: reading
 * beyond the border is reading padding.
 *
 * @param offset of the first float that belongs to the map, its halo included
 * @param size floats, the halo and the channels' filling included
 * @param origin index of element zero
 * @param strides one for each axis of the shape
 * @param row floats of one row along the last axis without its halo, filling included: contiguous
 */
public record Placement(
    Shape shape, Order order, int offset, int size, int origin, int[] strides, int row) {

  /**
   * Places a map at {@code offset}, its channels filled up to {@code pitch} where they lie last.
   */
  static Placement at(int offset, Shape shape, Order order, Halo halo, int pitch) {
    int rank = shape.spatialRank();
    int[] strides = new int[shape.rank()];
    int stride = order == Order.CHANNELS_LAST ? pitch : 1;
    int origin = offset;
    for (int d = rank - 1; d >= 0; d--) {
      strides[d + 1] = stride;
      origin += halo.before(d) * stride;
      stride = Math.multiplyExact(stride, shape.extent(d + 1) + halo.before(d) + halo.after(d));
    }
    int width = rank == 0 ? 1 : shape.extent(rank);
    int row;
    if (order == Order.CHANNELS_LAST) {
      row = width * pitch;
      if (strides.length > 0) {
        strides[0] = 1;
      }
    } else {
      row = width;
      if (strides.length > 0) {
        strides[0] = stride;
      }
      stride = Math.multiplyExact(stride, shape.channels());
    }
    return new Placement(shape, order, offset, stride, origin, strides, row);
  }

  /** Whether rows follow each other without a gap, so that the map is one run of floats. */
  public boolean isContiguous() {
    return rows() * row == size;
  }

  /** The number of rows. */
  public int rows() {
    int rank = shape.spatialRank();
    int rows = rank == 0 ? 1 : shape.positions() / shape.extent(rank);
    return order == Order.CHANNELS_FIRST ? rows * shape.channels() : rows;
  }
}
