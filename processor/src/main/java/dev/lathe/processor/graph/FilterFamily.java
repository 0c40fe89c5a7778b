package dev.lathe.processor.graph;

/** Filters of one kind: what is decided for a convolution, and holds for all of its axes. */
public sealed interface FilterFamily {

  /** Whether there is a filter along an axis. */
  boolean has(Line line);

  /** The filter along an axis that {@link #has} one. */
  TileFilter filter(Line line);

  /** As pins and tables call it: {@code winograd 4}, {@code winograd 4x1}, {@code fft 12}. */
  String label();

  /**
   * An axis of a convolution along which its kernel has several taps.
   *
   * @param taps of the kernel
   * @param extent of the results
   * @param first whether it is the first of those axes
   * @param together how many those axes are
   * @param only whether the map has no other axis, so that a kernel may go in parts
   */
  record Line(int taps, int extent, boolean first, int together, boolean only) {}

  /**
   * {@link Winograd}'s minimal filtering.
   *
   * @param outputs of a tile along every axis
   */
  record Points(int outputs) implements FilterFamily {

    /** Errors multiply with a third one, so that there are fewer products. */
    private static final int AXES_OF_MOST_PRODUCTS = 2;

    /** Products of a tile along each of more axes. */
    public static final int MOST_PRODUCTS_OF_MORE_AXES = 6;

    @Override
    public boolean has(Line line) {
      int most =
          line.together() > AXES_OF_MOST_PRODUCTS
              ? MOST_PRODUCTS_OF_MORE_AXES
              : Winograd.MOST_PRODUCTS;
      return outputs <= Winograd.MOST_OUTPUTS && line.taps() + outputs - 1 <= most;
    }

    @Override
    public String label() {
      return "winograd " + outputs;
    }

    @Override
    public Winograd filter(Line line) {
      return new Winograd(outputs, line.taps());
    }
  }

  /**
   * {@link Winograd}'s minimal filtering along the first axis alone; along another one the kernel
   * slides. That saves less than filters along both, and costs a small part of their transforms:
   * for maps that are small, or few.
   *
   * @param outputs of a tile along the first axis
   */
  record Column(int outputs) implements FilterFamily {

    @Override
    public boolean has(Line line) {
      return !line.first()
          || (outputs <= Winograd.MOST_OUTPUTS
              && line.taps() + outputs - 1 <= Winograd.MOST_PRODUCTS);
    }

    @Override
    public String label() {
      return "winograd " + outputs + "x1";
    }

    @Override
    public TileFilter filter(Line line) {
      return line.first() ? new Winograd(outputs, line.taps()) : new Untransformed(line.taps());
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
    public boolean has(Line line) {
      return Fourier.isOrder(order) && (line.only() || Fourier.mostOutputs(order, line.taps()) > 0);
    }

    @Override
    public String label() {
      return "fft " + order;
    }

    @Override
    public Fourier filter(Line line) {
      int taps = line.taps();
      int most = Fourier.mostOutputs(order, taps);
      if (line.only() && most < Fourier.mostTapsOfPart(order)) {
        int parts = Math.ceilDiv(taps, Fourier.mostTapsOfPart(order));
        int span = Math.ceilDiv(taps, parts);
        // Products of an output: those of all parts shared by the outputs of a tile.
        if (parts > 1 && parts * most < span) {
          return new Fourier(order, span, taps, parts);
        }
      }
      int tiles = Math.ceilDiv(line.extent(), most);
      return new Fourier(order, Math.ceilDiv(line.extent(), tiles), taps, 1);
    }
  }
}
