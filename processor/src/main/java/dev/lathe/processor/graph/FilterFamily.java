package dev.lathe.processor.graph;

/** Filters of one kind: what is decided for a convolution, and holds for all of its axes. */
public sealed interface FilterFamily {

  /** Whether there is a filter for a kernel of so many taps. */
  boolean has(int taps, boolean inParts);

  /**
   * The filter along an axis.
   *
   * @param extent of the results along the axis
   * @param inParts whether the kernel may go in parts
   */
  TileFilter filter(int taps, int extent, boolean inParts);

  /** As pins and tables call it: {@code winograd 4}, {@code fft 12}. */
  String label();

  /**
   * {@link Winograd}'s minimal filtering.
   *
   * @param outputs of a tile along every axis
   */
  record Points(int outputs) implements FilterFamily {

    /** With more products the factors grow, and with them the rounding errors. */
    public static final int MOST_PRODUCTS = 6;

    /** Of a tile along one axis. */
    public static final int MOST_OUTPUTS = 4;

    @Override
    public boolean has(int taps, boolean inParts) {
      return outputs <= MOST_OUTPUTS && taps + outputs - 1 <= MOST_PRODUCTS;
    }

    @Override
    public String label() {
      return "winograd " + outputs;
    }

    @Override
    public Winograd filter(int taps, int extent, boolean inParts) {
      return new Winograd(outputs, taps);
    }
  }

  /**
   * {@link Fourier} transforms. Tiles are as large as they can be, and of one size as far as an
   * axis can be shared out evenly: the order fixes the products, so smaller tiles save none.
   *
   * @param order of the roots of unity
   */
  record Roots(int order) implements FilterFamily {

    @Override
    public boolean has(int taps, boolean inParts) {
      return Fourier.isOrder(order) && (inParts || Fourier.mostOutputs(order, taps) > 0);
    }

    @Override
    public String label() {
      return "fft " + order;
    }

    @Override
    public Fourier filter(int taps, int extent, boolean inParts) {
      int most = Fourier.mostOutputs(order, taps);
      if (inParts && most < Fourier.mostTapsOfPart(order)) {
        int parts = Math.ceilDiv(taps, Fourier.mostTapsOfPart(order));
        int span = Math.ceilDiv(taps, parts);
        // Products of an output: those of all parts shared by the outputs of a tile.
        if (parts > 1 && parts * most < span) {
          return new Fourier(order, span, taps, parts);
        }
      }
      int tiles = Math.ceilDiv(extent, most);
      return new Fourier(order, Math.ceilDiv(extent, tiles), taps, 1);
    }
  }
}
