package dev.lathe.runtime.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The first four bytes of an IDX file, and what follows from them. */
record IdxHeader(String name, IdxType type, int rank) {

  static IdxHeader begin(String name, byte[] bytes) {
    if (bytes.length < 4) {
      throw new DatasetException(name + " is cut off: it has not even the four bytes of its magic");
    }
    if (bytes[0] != 0 || bytes[1] != 0) {
      throw new DatasetException(
          String.format(
              "%s is no IDX file: it begins with %02x %02x, not with two zero bytes",
              name, bytes[0], bytes[1]));
    }
    IdxType type = IdxType.ofCode(bytes[2] & 0xFF);
    if (type == null) {
      throw new DatasetException(
          String.format("%s has elements of the unknown IDX type 0x%02x", name, bytes[2]));
    }
    int rank = bytes[3] & 0xFF;
    if (rank == 0) {
      throw new DatasetException(name + " is damaged: its array has no axis");
    }
    return new IdxHeader(name, type, rank);
  }

  /** The header's whole length. */
  int bytes() {
    return 4 + 4 * rank;
  }

  /** Reads the extents. */
  int[] shape(ByteBuffer extents) {
    if (extents.remaining() < 4 * rank) {
      throw new DatasetException(
          name + " is cut off: it ends within the extents of its " + rank + " axes");
    }
    int[] shape = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      shape[axis] = extents.getInt();
      if (shape[axis] < 0) {
        throw new DatasetException(
            name
                + " is damaged: axis "
                + axis
                + " has "
                + Integer.toUnsignedString(shape[axis])
                + " elements, more than can be read");
      }
    }
    return shape;
  }

  /** How many bytes the elements take. */
  long dataBytes(int[] shape) {
    long size = type.bytes();
    try {
      for (int extent : shape) {
        size = Math.multiplyExact(size, (long) extent);
      }
    } catch (ArithmeticException e) {
      throw new DatasetException(
          name + " is damaged: its shape " + Arrays.toString(shape) + " overflows", e);
    }
    return size;
  }

  DatasetException sizeMismatch(int[] shape, long wanted, long actual) {
    String what = actual < wanted ? "is cut off" : "has bytes behind its end";
    return new DatasetException(
        String.format(
            "%s %s: its header says %s %s, %d bytes, but there are %s%d; fetch it again",
            name,
            what,
            type,
            Arrays.toString(shape),
            wanted,
            actual < wanted ? "at most " : "",
            actual));
  }
}
