package dev.lathe.processor.schedule;

/** What a tile waits for caches: an estimate of cycles. */
final class CacheMisses {

  /**
   * A 3x3 convolution of 512 maps of 7x7 took 1144 us with a tile of 2 vectors by a row, which
   * reads its 9.4 MB of weights once, and 1415 with one of 1 vector by two rows, which reads them
   * again for the seventh: 34 cycles for the 192 bytes of a step instead of 12.
   */
  private static final double CYCLES_PER_FETCHED_LINE = 5;

  /** Cache lines of a set that are left to what is streamed through it: an estimate. */
  private static final int STREAMED_LINES = 2;

  /**
   * To read a scalar that has been driven out to the second-level cache. 1024 to 256 maps of 5x5
   * with 1x1 taps took 60 us with a tile of 4 vectors by 5 places, 161 with one of 1 by 20, and 235
   * with one of 1 by 25, whose places lie a page of 4 KB apart.
   */
  private static final double CYCLES_OF_CONFLICT = 2;

  private CacheMisses() {}

  /** What waiting for a region's weights costs if they come from beyond the second-level cache. */
  static double fetching(Contraction contraction, Tiling tiling, Region region) {
    double all = Float.BYTES;
    double share = 1;
    for (Axis axis : contraction.axes()) {
      if (contraction.right().map(right -> right.dependsOn(axis.name())).orElse(false)) {
        all *= axis.extent();
        share *= region.span(axis.name()).map(span -> covered(span, tiling)).orElse(1.0);
      }
    }
    return all > Machine.CACHES.besideStreams()
        ? all * share / Caches.LINE * CYCLES_PER_FETCHED_LINE
        : 0;
  }

  /** The part of a parallel axis that a region covers. */
  private static double covered(Span span, Tiling tiling) {
    int width = span.axis().name().equals(tiling.vectorAxis()) ? tiling.lanes() : 1;
    return (double) span.trips() * span.offsets().size() * width / span.axis().extent();
  }

  /**
   * What reading a scalar at each place of a tile costs more than from the first-level cache.
   * Places are as far apart as a place has channels; if that is a large power of two, their lines
   * are in few of its sets and drive each other out before their other scalars are read.
   */
  static double ofScalar(Contraction contraction, Tiling tiling, Region region) {
    if (contraction.left().dependsOn(tiling.vectorAxis())) {
      return 0;
    }
    int places = 1;
    int step = 0;
    for (Axis axis : contraction.axes(Axis.Role.PARALLEL)) {
      int coefficient = alongMap(contraction.left(), axis.name());
      int width = region.width(axis.name());
      if (coefficient > 0 && width > 1) {
        places *= width;
        step |= coefficient;
      }
    }
    int lines = Machine.CACHES.linesOfSet() - STREAMED_LINES;
    return places > 1 && places > lines * Caches.sets((long) pitch(contraction, tiling) * step)
        ? CYCLES_OF_CONFLICT
        : 0;
  }

  /** How many places of the map a step along an axis leads on; images have places of their own. */
  private static int alongMap(Access map, String axis) {
    return axis.equals(AxisNames.IMAGE)
        ? 0
        : map.coordinates().stream()
            .skip(1)
            .mapToInt(coordinate -> Math.abs(coordinate.coefficient(axis)))
            .max()
            .orElse(0);
  }

  /** The floats of a place. */
  private static int pitch(Contraction contraction, Tiling tiling) {
    return Math.ceilDiv(channels(contraction), tiling.lanes()) * tiling.lanes();
  }

  /** Of the map that is read. */
  private static int channels(Contraction contraction) {
    int last = 0;
    for (Axis axis : contraction.axes()) {
      last +=
          contraction.left().coordinates().getFirst().coefficient(axis.name())
              * (axis.extent() - 1);
    }
    return last + 1;
  }
}
