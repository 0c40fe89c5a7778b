package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Fourier transforms of a length that is known, as products with a matrix of cosines and sines, and
 * the bands of a mel scale. Complex numbers are pairs along the last axis.
 */
final class SpectrumOperators {
  /** A whole transform of 4,096 real elements: 256 MB while it is compiled, 128 MB of weights. */
  private static final long MOST_FACTORS = 1L << 25;

  private SpectrumOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("DFT", Operator.single(SpectrumOperators::transform));
    operators.put("STFT", Operator.single(SpectrumOperators::ofFrames));
    operators.put("MelWeightMatrix", Operator.single(SpectrumOperators::bands));
  }

  private static Term transform(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    long named = use.opset() < 20 ? use.integer("axis", 1) : use.figure(2).orElse(-2.0).longValue();
    int axis = x.axis(named);
    int last = x.rank() - 1;
    InvalidException.unless(
        axis != last && (x.extent(last) == 1 || x.extent(last) == 2),
        "the axis %d of %s, whose last axis has to be another one, of 1 or 2 elements",
        axis,
        x.shape());
    boolean inverse = use.flag("inverse", false);
    boolean onesided = use.flag("onesided", false);
    InvalidException.unless(
        inverse || !onesided || x.extent(last) == 1,
        "half of a spectrum (onesided), which only real signals have, of %s",
        x.shape());
    // Half a spectrum is that of a real signal.
    boolean real = inverse && onesided;
    int length =
        use.figure(1)
            .map(n -> Tables.figure("dft_length", n.longValue(), 1))
            .orElseGet(() -> real ? 2 * (x.extent(axis) - 1) : x.extent(axis));
    List<Integer> cells =
        IntStream.range(0, real ? length / 2 + 1 : length)
            .map(k -> k < x.extent(axis) ? k : Relocation.OUTSIDE)
            .boxed()
            .toList();
    // The axis that is transformed goes before that of pairs.
    List<Integer> order = new ArrayList<>(Relocation.range(0, x.rank()));
    Collections.rotate(order.subList(axis, last), -1);
    Term turned = nodes.transpose(nodes.reindex(x, axis, cells), order);
    Term spectrum =
        real ? signal(nodes, turned, length) : product(nodes, turned, length, inverse, onesided);
    List<Integer> back = new ArrayList<>(Relocation.range(0, x.rank()));
    Collections.rotate(back.subList(axis, last), 1);
    return nodes.transpose(spectrum, back);
  }

  /** {@code [.., length, 1 or 2]} as {@code [.., frequencies, 2]}. */
  private static Term product(Nodes nodes, Term x, int length, boolean inverse, boolean onesided) {
    int parts = x.extent(x.rank() - 1);
    int frequencies = onesided ? length / 2 + 1 : length;
    checkFactors(nodes, 2L * parts * length * frequencies, length);
    double[] matrix = new double[Sizes.product(Sizes.product(length, parts), 2 * frequencies)];
    double scale = inverse ? 1.0 / length : 1;
    for (int cell = 0; cell < length; cell++) {
      for (int frequency = 0; frequency < frequencies; frequency++) {
        // The remainder keeps angles of long signals exact.
        double turn = 2 * Math.PI * ((long) cell * frequency % length) / length;
        double cosine = scale * Math.cos(turn);
        double sine = (inverse ? scale : -scale) * Math.sin(turn);
        int at = cell * parts * 2 * frequencies + 2 * frequency;
        matrix[at] = cosine;
        matrix[at + 1] = sine;
        if (parts == 2) {
          matrix[at + 2 * frequencies] = -sine;
          matrix[at + 2 * frequencies + 1] = cosine;
        }
      }
    }
    List<Integer> extents = new ArrayList<>(x.shape().extents().subList(0, x.rank() - 2));
    int rows = new Shape(extents).size();
    Term.Known factors = Term.Known.of(x.type(), Shape.of(length * parts, 2 * frequencies), matrix);
    Term flat = nodes.reshape(x, Shape.of(rows, length * parts));
    extents.addAll(List.of(frequencies, 2));
    return nodes.reshape(MatrixOperators.product(nodes, flat, factors), new Shape(extents));
  }

  private static void checkFactors(Nodes nodes, long factors, int length) {
    if (factors > MOST_FACTORS) {
      throw new TranslationException(
          "a transform of %,d elements, whose matrix has more than %,d factors"
              .formatted(length, MOST_FACTORS));
    }
    nodes.allow(factors);
  }

  /** Half a spectrum {@code [.., length / 2 + 1, 1 or 2]} as {@code [.., length, 1]}. */
  private static Term signal(Nodes nodes, Term x, int length) {
    int parts = x.extent(x.rank() - 1);
    int frequencies = x.extent(x.rank() - 2);
    checkFactors(nodes, (long) parts * length * frequencies, length);
    double[] matrix = new double[Sizes.product(Sizes.product(frequencies, parts), length)];
    for (int frequency = 0; frequency < frequencies; frequency++) {
      // Those between the first and the middle stand for their mirror images, too.
      double scale = (frequency == 0 || 2 * frequency == length ? 1.0 : 2.0) / length;
      for (int cell = 0; cell < length; cell++) {
        double turn = 2 * Math.PI * ((long) cell * frequency % length) / length;
        matrix[frequency * parts * length + cell] = scale * Math.cos(turn);
        if (parts == 2) {
          matrix[(frequency * parts + 1) * length + cell] = -scale * Math.sin(turn);
        }
      }
    }
    List<Integer> extents = new ArrayList<>(x.shape().extents().subList(0, x.rank() - 2));
    int rows = new Shape(extents).size();
    Term.Known factors = Term.Known.of(x.type(), Shape.of(frequencies * parts, length), matrix);
    Term flat = nodes.reshape(x, Shape.of(rows, frequencies * parts));
    extents.addAll(List.of(length, 1));
    return nodes.reshape(MatrixOperators.product(nodes, flat, factors), new Shape(extents));
  }

  /** Spectra of stretches of a signal {@code [N, length, 1 or 2]}, which may overlap. */
  private static Term ofFrames(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term signal = x.rank() == 2 ? nodes.reshape(x, Shape.of(x.extent(0), x.extent(1), 1)) : x;
    int step = Tables.figure("frame_step", (long) use.requiredFigure(1), 1);
    long size =
        use.figure(3)
            .map(Double::longValue)
            .orElseGet(() -> (long) use.optional(2).map(Term::size).orElse(signal.extent(1)));
    int length = Tables.figure("frame_length", size, 1);
    if (signal.rank() != 3 || length > signal.extent(1) || signal.extent(2) > 2) {
      throw new InvalidException("frames of %d of %s".formatted(length, x.shape()));
    }
    use.optional(2)
        .ifPresent(
            window ->
                InvalidException.unless(
                    window.shape().equals(Shape.of(length)),
                    "a window %s for frames of %d",
                    window.shape(),
                    length));
    boolean onesided = use.flag("onesided", true);
    InvalidException.unless(
        !onesided || signal.extent(2) == 1,
        "half of a spectrum (onesided), which only real signals have, of %s",
        x.shape());
    int count = (signal.extent(1) - length) / step + 1;
    Tables.extent((long) count * length);
    nodes.allow((long) count * length);
    List<Integer> cells =
        IntStream.range(0, Sizes.product(count, length))
            .map(k -> k / length * step + k % length)
            .boxed()
            .toList();
    Term frames =
        nodes.reshape(
            nodes.reindex(signal, 1, cells),
            Shape.of(signal.extent(0), count, length, signal.extent(2)));
    if (use.optional(2).isPresent()) {
      Term window = nodes.reshape(use.in(2), Shape.of(length, 1));
      frames = nodes.pointwise(x.type(), multiply(operand(0), operand(1)), frames, window);
    }
    return product(nodes, frames, length, false, onesided);
  }

  /** Triangles over the frequencies of a spectrum, evenly spaced on the mel scale. */
  private static Term bands(Use use) {
    int count = Tables.figure("num_mel_bins", (long) use.requiredFigure(0), 1);
    long length = (long) use.requiredFigure(1);
    double rate = use.requiredFigure(2);
    double low = mel(use.requiredFigure(3));
    double high = mel(use.requiredFigure(4));
    InvalidException.unless(
        rate > 0 && low >= 0 && high > low && high <= mel(rate / 2),
        "bands from %s to %s of a signal with %s samples a second",
        use.requiredFigure(3),
        use.requiredFigure(4),
        rate);
    int frequencies = Tables.figure("dft_length", length, 1) / 2 + 1;
    int[] edges = new int[count + 2];
    for (int k = 0; k < edges.length; k++) {
      double hertz = 700 * (Math.pow(10, (low + k * (high - low) / edges.length) / 2595) - 1);
      edges[k] = (int) Math.floor((length + 1) * hertz / rate);
      if (edges[k] < 0 || edges[k] >= frequencies) {
        throw new TranslationException("a band beyond half the sample rate");
      }
    }
    use.nodes().allow((long) frequencies * count);
    double[] weights = new double[Sizes.product(frequencies, count)];
    for (int band = 0; band < count; band++) {
      int from = edges[band];
      int centre = edges[band + 1];
      int to = edges[band + 2];
      for (int k = from; k <= centre; k++) {
        weights[k * count + band] = centre == from ? 1 : (double) (k - from) / (centre - from);
      }
      for (int k = centre; k < to; k++) {
        weights[k * count + band] = (double) (to - k) / (to - centre);
      }
    }
    ElementType type =
        use.has("output_datatype")
            ? ElementwiseOperators.type(use, "output_datatype")
            : ElementType.FLOAT;
    return Term.Known.of(type, Shape.of(frequencies, count), weights);
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }
}
