package dev.lathe.runtime.spi;

import java.util.List;

/**
 * How the parameters of a network are packed for its kernels: strided copies from their stored,
 * row-major order into one segment that vectors are read from and one array that scalars are
 * broadcast from. Cells that no copy reaches stay zero: they fill vectors up.
 *
 * @param segmentFloats size of the 64-byte aligned, little-endian segment, in floats
 * @param arrayFloats size of the array, in floats
 * @param transforms what copies read besides the parameters themselves
 */
public record Packing(
    int segmentFloats, int arrayFloats, List<Transform> transforms, List<Copy> copies) {

  /** The packing of a pass that has no parameters, or no gradients. */
  public static final Packing NONE = new Packing(0, 0, List.of());

  public Packing {
    transforms = List.copyOf(transforms);
    copies = List.copyOf(copies);
    if (segmentFloats < 0 || arrayFloats < 0) {
      throw new IllegalArgumentException(
          "Packed sizes are not negative: segment " + segmentFloats + ", array " + arrayFloats);
    }
  }

  /** Parameters as they are. */
  public Packing(int segmentFloats, int arrayFloats, List<Copy> copies) {
    this(segmentFloats, arrayFloats, List.of(), copies);
  }

  /**
   * A parameter multiplied by matrices along some of its axes, as Winograd's convolutions want it.
   *
   * @param name under which copies know the product
   * @param parameter the name of the parameter in a state dictionary
   * @param steps one after the other
   */
  public record Transform(String name, String parameter, List<Step> steps) {
    public Transform {
      steps = List.copyOf(steps);
    }

    /** As generated code writes it. */
    public Transform(String name, String parameter, Step... steps) {
      this(name, parameter, List.of(steps));
    }
  }

  /**
   * One product: {@code y[p, a, b] = sum M[p, k] x[a, k, b]}. The array is not copied: generated
   * code makes it, and nobody writes to it.
   *
   * @param outer extent of a
   * @param inner extent of b
   * @param width of the matrix, the extent of k
   * @param matrix row by row
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Step(int outer, int inner, int width, double... matrix) {
    public Step {
      if (outer < 1 || inner < 1 || width < 1 || matrix.length % width != 0) {
        throw new IllegalArgumentException(
            "A product of %d x %d x %d values and %d factors"
                .formatted(outer, width, inner, matrix.length));
      }
    }
  }

  /** Which packed buffer a copy leads to. */
  public enum Storage {
    SEGMENT,
    ARRAY
  }

  /**
   * One strided copy: element {@code (i, j, ...)} goes from {@code source + i sourceStrides[0] + j
   * sourceStrides[1] + ...} of the stored parameter to {@code destination + i destinationStrides[0]
   * + ...} of the packed buffer, all counted in floats. Strides may be negative: a flipped kernel
   * is packed backwards. Without extents it is one element. The arrays are not copied: generated
   * code makes them, and nobody writes to them.
   *
   * @param parameter the name of the parameter in a state dictionary
   */
  // The arrays stay arrays because generated code builds hundreds of these records from literals.
  @SuppressWarnings("ArrayRecordComponent")
  public record Copy(
      String parameter,
      Storage storage,
      int source,
      int destination,
      int[] extents,
      int[] sourceStrides,
      int[] destinationStrides) {

    public Copy {
      if (extents.length != sourceStrides.length || extents.length != destinationStrides.length) {
        throw new IllegalArgumentException(
            "The copy of "
                + parameter
                + " has "
                + extents.length
                + " extents, "
                + sourceStrides.length
                + " source strides and "
                + destinationStrides.length
                + " destination strides: it needs as many of each");
      }
    }
  }
}
