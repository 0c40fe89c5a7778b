package dev.lathe.annotations;

/** How much freedom a network's arithmetic has. All of it is in floats. */
public enum Precision {
  /**
   * As fast as possible: convolutions may be computed by Winograd's algorithm (Lavin and Gray
   * 2015), along all axes or one, or where kernels are longer by Fourier transforms of tiles; these
   * transforms round as well. On maps and weights that are normally distributed the results of
   * Winograd's algorithm differ from the exact ones by at most 2e-5 of the largest of them, with
   * kernels along three axes 4e-5, those of Fourier transforms by 2e-6, as sums of products do.
   *
   * <p>In inference, weights that are used once each, as a dense layer's, may be rounded to floats
   * of 24 bits where a kernel waits for them: each by at most 2<sup>-16</sup> (1.5e-5) of itself,
   * so that a result is off by at most 1.5e-5 times the sum of its products' absolute values. Whole
   * numbers beyond 2<sup>16</sup> of an ONNX file stay what they are. A layer with
   * {@code @Pinned("direct, weights whole")} keeps all bits.
   */
  FAST,

  /** Every result is a sum of its products; the order of the sum is free. */
  DIRECT,

  /**
   * As {@link #DIRECT}, and every sum has a fixed order: the same bits with vectors of every width
   * and without them. First layers and reductions are slower, and so are scalars on a machine
   * without a fused multiply-add.
   */
  STRICT
}
