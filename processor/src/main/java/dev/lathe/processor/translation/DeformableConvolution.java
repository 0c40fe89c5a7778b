package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A convolution whose taps are moved, for each output cell by figures of its own: what they read
 * between the cells of the map becomes channels, and a convolution of single cells sums them up.
 */
final class DeformableConvolution {
  private DeformableConvolution() {}

  static void register(Map<String, Operator> operators) {
    operators.put("DeformConv", Operator.single(DeformableConvolution::translate));
  }

  private static Term translate(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term w = use.in(1);
    Term offset = use.in(2);
    int axes = x.rank() - 2;
    int groups = Tables.figure("offset_group", use.integer("offset_group", 1), 1);
    if (axes < 1
        || axes > CellTaps.MOST_AXES
        || w.rank() != x.rank()
        || offset.rank() != x.rank()) {
      throw new TranslationException(
          "a weight %s and offsets %s for %s".formatted(w.shape(), offset.shape(), x.shape()));
    }
    List<Integer> kernel = w.shape().extents().subList(2, w.rank());
    List<Integer> output = offset.shape().extents().subList(2, x.rank());
    int taps = new Shape(kernel).size();
    int places = new Shape(output).size();
    int images = Sizes.product(x.extent(0), groups);
    if (x.extent(1) % groups != 0
        || offset.extent(0) != x.extent(0)
        || offset.extent(1) != groups * taps * axes) {
      throw new TranslationException("offsets %s for %s".formatted(offset.shape(), x.shape()));
    }
    List<Integer> maps = new ArrayList<>(List.of(images, x.extent(1) / groups));
    maps.addAll(x.shape().extents().subList(2, x.rank()));
    Term moves = nodes.reshape(offset, Shape.of(images, taps, axes, places));
    List<List<CellTaps.Tap>> around = new ArrayList<>();
    List<Term> at = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      Term move = nodes.reindex(moves, 2, List.of(axis));
      Term flat = nodes.reshape(move, Shape.of(images, 1, Sizes.product(taps, places)));
      Term still = unmoved(use, x, kernel, output, axis);
      at.add(nodes.pointwise(x.type(), add(operand(0), operand(1)), flat, still));
      around.add(CellTaps.linear(operand(0), x.extent(axis + 2)));
    }
    Term read = CellTaps.sums(nodes, nodes.reshape(x, new Shape(maps)), around, at);
    if (use.optional(4).isPresent()) {
      Term mask = nodes.reshape(use.in(4), Shape.of(images, 1, Sizes.product(taps, places)));
      read = nodes.pointwise(x.type(), multiply(operand(0), operand(1)), read, mask);
    }
    List<Integer> cells = new ArrayList<>(List.of(x.extent(0), x.extent(1) * taps));
    cells.addAll(output);
    return sums(use, nodes.reshape(read, new Shape(cells)), taps);
  }

  /** Where the taps stand that nothing moves, {@code [1, 1, taps places]}. */
  private static Term unmoved(
      Use use, Term x, List<Integer> kernel, List<Integer> output, int axis) {
    int axes = kernel.size();
    int stride = WindowFigures.figures(use, "strides", axes, 1).get(axis);
    int dilation = WindowFigures.figures(use, "dilations", axes, 1).get(axis);
    int before = WindowFigures.figures(use, "pads", 2 * axes, 0).get(axis);
    int taps = new Shape(kernel).size();
    int places = new Shape(output).size();
    int tapStride = new Shape(kernel).strides()[axis];
    int placeStride = new Shape(output).strides()[axis];
    use.nodes().allow((long) taps * places);
    double[] figures = new double[Sizes.product(taps, places)];
    for (int k = 0; k < figures.length; k++) {
      int tap = k / places / tapStride % kernel.get(axis);
      int place = k % places / placeStride % output.get(axis);
      figures[k] = (double) place * stride + (double) tap * dilation - before;
    }
    return Term.Known.of(x.type(), Shape.of(1, 1, figures.length), figures);
  }

  /** The convolution of single cells, with a channel for each tap of each channel. */
  private static Term sums(Use use, Term read, int taps) {
    Term w = use.in(1);
    List<Integer> extents = new ArrayList<>(List.of(w.extent(0), w.extent(1) * taps));
    for (int axis = 2; axis < w.rank(); axis++) {
      extents.add(1);
    }
    Map<String, OnnxAttribute> attributes = new HashMap<>();
    if (use.has("group")) {
      attributes.put("group", use.attributes().get("group"));
    }
    List<Optional<Term>> inputs =
        List.of(
            Optional.of(read),
            Optional.of(use.nodes().reshape(w, new Shape(extents))),
            use.optional(3));
    return ConvolutionOperators.convolution(
        new Use(use.node(), use.opset(), inputs, attributes, use.nodes()));
  }
}
