package dev.lathe.runtime.spi;

import java.util.List;

/**
 * How the parameters of a network are packed for its kernels: strided copies from their stored,
 * row-major order into one segment that vectors are read from and one array that scalars are
 * broadcast from. Cells that no copy reaches stay zero: they fill vectors up.
 *
 * @param segmentFloats size of the 64-byte aligned, little-endian segment, in floats
 * @param arrayFloats size of the array, in floats
 * @param folds what transforms and copies read besides the parameters themselves
 * @param transforms what copies read besides these
 * @param copies of what stays as it is
 * @param rounded weights of the segment that are rounded to 24 bits
 */
public record Packing(
    int segmentFloats,
    int arrayFloats,
    List<Fold> folds,
    List<Transform> transforms,
    List<Copy> copies,
    List<Rounded> rounded) {

  /** The packing of a pass that has no parameters, or no gradients. */
  public static final Packing NONE = new Packing(0, 0, List.of());

  public Packing {
    folds = List.copyOf(folds);
    transforms = List.copyOf(transforms);
    copies = List.copyOf(copies);
    rounded = List.copyOf(rounded);
    if (segmentFloats < 0 || arrayFloats < 0) {
      throw new IllegalArgumentException(
          "Packed sizes are not negative: segment " + segmentFloats + ", array " + arrayFloats);
    }
  }

  /** Without weights of 24 bits. */
  public Packing(
      int segmentFloats,
      int arrayFloats,
      List<Fold> folds,
      List<Transform> transforms,
      List<Copy> copies) {
    this(segmentFloats, arrayFloats, folds, transforms, copies, List.of());
  }

  /** Parameters as they are. */
  public Packing(int segmentFloats, int arrayFloats, List<Copy> copies) {
    this(segmentFloats, arrayFloats, List.of(), List.of(), copies);
  }

  /** Parameters as they are, some of them transformed. */
  public Packing(
      int segmentFloats, int arrayFloats, List<Transform> transforms, List<Copy> copies) {
    this(segmentFloats, arrayFloats, List.of(), transforms, copies);
  }

  /** The same with weights of 24 bits besides. */
  public Packing rounding(List<Rounded> boxes) {
    return new Packing(segmentFloats, arrayFloats, folds, transforms, copies, boxes);
  }

  /** A function of some parameters' figures for one map. */
  @FunctionalInterface
  public interface Figures {
    /** The value for the given figures. */
    double of(double[] p);
  }

  /**
   * A parameter into which a normalisation is folded: {@code y[e] = slope[c] x[e] + offset[c]} for
   * the elements e of each map c.
   *
   * @param name under which transforms and copies know it
   * @param own the name of x in a state dictionary; empty where x is 0
   * @param size how many elements it has
   * @param maps how many maps there are
   * @param inner neighbours of one map
   * @param each how many maps take turns in a block
   * @param block elements behind which other maps take turns
   * @param order the map of each turn; empty where maps take turns in their order
   * @param slope of the operands' figures
   * @param offset of the operands' figures
   * @param operands the names of parameters with one element a map
   */
  public record Fold(
      String name,
      String own,
      int size,
      int maps,
      int inner,
      int each,
      int block,
      List<Integer> order,
      Figures slope,
      Figures offset,
      List<String> operands) {
    public Fold {
      order = List.copyOf(order);
      operands = List.copyOf(operands);
    }

    /** As generated code writes it for a connection table. */
    public Fold(
        String name,
        String own,
        int size,
        int maps,
        int inner,
        int each,
        int block,
        List<Integer> order,
        Figures slope,
        Figures offset,
        String... operands) {
      this(name, own, size, maps, inner, each, block, order, slope, offset, List.of(operands));
    }

    /** As generated code writes it. */
    public Fold(
        String name,
        String own,
        int size,
        int maps,
        int inner,
        int each,
        int block,
        Figures slope,
        Figures offset,
        String... operands) {
      this(name, own, size, maps, inner, each, block, List.of(), slope, offset, List.of(operands));
    }

    /** The map of an element. */
    int map(int element) {
      int turn = element / block * each + element / inner % each;
      return order.isEmpty() ? turn % maps : order.get(turn);
    }
  }

  /**
   * A parameter multiplied by matrices along some of its axes, as convolutions by transforms of
   * tiles want it.
   *
   * @param name under which copies know the product
   * @param parameter the name of the parameter in a state dictionary, or of a fold
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

  /**
   * The entries of a row that are not 0. The array is not copied: generated code makes it.
   *
   * @param first the column of the first
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Run(int first, double... entries) {}

  /** A matrix row by row, most of whose entries are 0. */
  public static double[] matrix(int width, Run... rows) {
    double[] entries = new double[width * rows.length];
    for (int row = 0; row < rows.length; row++) {
      Run run = rows[row];
      System.arraycopy(run.entries(), 0, entries, row * width + run.first(), run.entries().length);
    }
    return entries;
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
   * @param parameter the name of a parameter in a state dictionary, of a fold or of a transform
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

  /**
   * Weights of the segment that are rounded to 24 bits, sign, exponent and 15 bits behind the
   * point: by at most 2<sup>-16</sup> (1.5e-5) of themselves. Of each run of vectors four lie in
   * the place of three, word by word in this order: three vectors have a weight each in their upper
   * three bytes, and {@code word0 << 24 ^ word1 << 16 ^ word2 << 8} of their bits is the fourth.
   * Vectors beyond the last four lie behind them as they are.
   *
   * @param destination where the words begin in the segment, in floats
   * @param trips over tiles
   * @param stride floats of the segment from trip to trip, no fewer than the words of one
   * @param runs of vectors in a trip, one for each summand
   * @param vectors of a run
   * @param lanes of a vector
   * @param copies into an array of all these weights, {@code [trips][runs][vectors][lanes]}, which
   *     is not the one of the packing
   */
  public record Rounded(
      int destination, int trips, int stride, int runs, int vectors, int lanes, List<Copy> copies) {
    public Rounded {
      copies = List.copyOf(copies);
      boolean hasWeights = Math.min(Math.min(trips, runs), Math.min(vectors, lanes)) > 0;
      long words = (long) runs * stored(vectors) * lanes;
      if (!hasWeights || destination < 0 || (trips > 1 && stride < words)) {
        throw new IllegalArgumentException(
            ("Rounded weights of %s: %d trips of %d runs of %d vectors of %d lanes to place %d, %d"
                    + " apart. All are positive, and a trip has %d words: the generated code is"
                    + " faulty")
                .formatted(
                    copies.isEmpty() ? "nothing" : copies.getFirst().parameter(),
                    trips,
                    runs,
                    vectors,
                    lanes,
                    destination,
                    stride,
                    words));
      }
    }

    private static int stored(int vectors) {
      return vectors - vectors / Fp24.WEIGHTS * (Fp24.WEIGHTS - Fp24.WORDS);
    }

    /** Floats of all weights. */
    int floats() {
      return Math.multiplyExact(
          Math.multiplyExact(trips, runs), Math.multiplyExact(vectors, lanes));
    }

    /** Floats of a trip's words. */
    long words() {
      return (long) runs * stored(vectors) * lanes;
    }
  }
}
