package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Order;
import java.util.Arrays;
import java.util.List;

/**
 * Where a feature map lies in the arena, or in the caller's array: element {@code (c, y, x)} at
 * {@code origin + c strides[0] + y strides[1] + x strides[2]}. Around the map lies its halo, zeros
 * that nobody writes: reading beyond the border is reading padding.
 *
 * @param offset of the first float that belongs to the map, its halo included
 * @param size floats, the halo and the channels' filling included
 * @param origin index of element zero
 * @param strides one for each axis of the shape
 * @param row floats of one row along the last axis without its halo, filling included: contiguous
 *     unless the rows are split
 * @param split how the cells of a row are sorted; {@code strides} counts cells of one phase
 */
public record Placement(
    Shape shape,
    Order order,
    int offset,
    int size,
    int origin,
    int[] strides,
    int row,
    Split split) {

  /**
   * Places a map at {@code offset}, its channels filled up to {@code pitch} where they lie last,
   * its rows sorted into {@code phases} where channels lie first.
   */
  static Placement at(int offset, Shape shape, Order order, Halo halo, int pitch, int phases) {
    int rank = shape.spatialRank();
    int[] strides = new int[shape.rank()];
    int stride = order == Order.CHANNELS_LAST ? pitch : 1;
    int origin = offset;
    Split split = Split.NONE;
    for (int d = rank - 1; d >= 0; d--) {
      strides[d + 1] = stride;
      int extent = shape.extent(d + 1);
      if (d == rank - 1 && phases > 1) {
        int before = Math.ceilDiv(halo.before(d), phases);
        int plane = before + Math.ceilDiv(extent + halo.after(d), phases);
        split = new Split(phases, plane);
        origin += before;
        stride = Sizes.product(plane, phases);
      } else {
        origin += halo.before(d) * stride;
        stride = Sizes.product(stride, extent + halo.before(d) + halo.after(d));
      }
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
      stride = Sizes.product(stride, shape.channels());
    }
    return new Placement(shape, order, offset, stride, origin, strides, row, split);
  }

  /**
   * The place of a part of this map, which begins at {@code from} along an axis. Channels lie last.
   * Between the cells of a part of the channels lie those of other parts.
   */
  Placement part(int axis, int from, Shape part) {
    int rank = part.spatialRank();
    int pitch = pitch();
    int begin = origin + from * strides[axis];
    int last = begin;
    for (int d = 1; d < strides.length; d++) {
      last += (part.extent(d) - 1) * strides[d];
    }
    int floats = last + (axis == 0 ? part.channels() : pitch) - begin;
    int partRow = rank == 0 ? pitch : part.extent(rank) * pitch;
    return new Placement(part, order, begin, floats, begin, strides, partRow, split);
  }

  /** The memory index of the element at affine coordinates, channel first. */
  public Index index(List<Index> coordinates) {
    Index index = Index.of(origin);
    int last = coordinates.size() - 1;
    for (int d = 0; d <= last; d++) {
      Index cells =
          d == last && !split.isNone() ? split.index(coordinates.get(d)) : coordinates.get(d);
      index = index.plus(cells.times(strides[d]));
    }
    return index;
  }

  /**
   * Whether another map of this kind, at the same offset, would have its elements where this has.
   */
  boolean liesLike(Placement other) {
    return shape.equals(other.shape)
        && order == other.order
        && size == other.size
        && origin - offset == other.origin - other.offset
        && Arrays.equals(strides, other.strides)
        && split.equals(other.split);
  }

  /** Whether rows follow each other without a gap, so that the map is one run of floats. */
  public boolean isContiguous() {
    return split.isNone() && rows() * row == size;
  }

  /** Whether the map's floats are in the order of its shape, without gaps. */
  public boolean isRowMajor() {
    return order == Order.CHANNELS_FIRST ? isContiguous() : shape.positions() == 1 && rows() == 1;
  }

  /** The distance of two positions' channels, where these lie last. */
  public int pitch() {
    int rank = shape.spatialRank();
    return rank == 0 ? row : row / shape.extent(rank);
  }

  /** The number of rows. */
  public int rows() {
    int rank = shape.spatialRank();
    int rows = rank == 0 ? 1 : shape.positions() / shape.extent(rank);
    return order == Order.CHANNELS_FIRST ? rows * shape.channels() : rows;
  }
}
