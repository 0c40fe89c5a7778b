package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.squareRoot;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code @LocalContrastNorm}. A window's weighted mean over all channels is a convolution of the
 * channels' mean.
 *
 * @param size of the window along each spatial axis
 * @param weights row-major
 * @param floor what is divided by at least; negative for the mean deviation of the image
 * @param renormalise whether sums at the border are divided by the weights inside of the map
 */
public record ContrastNormalisation(
    List<Integer> size,
    List<Double> weights,
    boolean subtractive,
    boolean divisive,
    double floor,
    boolean renormalise)
    implements TensorLayer {

  public ContrastNormalisation {
    size = List.copyOf(size);
    weights = List.copyOf(weights);
  }

  /** Gaussian weights, whose standard deviation is a quarter of the window; they add up to 1. */
  public static List<Double> gaussian(List<Integer> size) {
    List<Double> weights = new ArrayList<>(List.of(1.0));
    for (int extent : size) {
      List<Double> product = new ArrayList<>();
      for (double before : weights) {
        for (int k = 0; k < extent; k++) {
          double deviations = (k - (extent - 1) / 2.0) * 4 / extent;
          product.add(before * Math.exp(-deviations * deviations / 2));
        }
      }
      weights = product;
    }
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    return weights.stream().map(weight -> weight / sum).toList();
  }

  @Override
  public String title() {
    return "local contrast norm "
        + size.stream().map(String::valueOf).collect(Collectors.joining("x"))
        + (divisive ? "" : ", subtractive")
        + (subtractive ? "" : ", divisive");
  }

  /** Where both steps are taken, a unit sees deviations from means around it. */
  @Override
  public List<Reach> reach(Shape input) {
    return size.stream()
        .map(cells -> new Reach(subtractive && divisive ? 2 * cells - 1 : cells, 1))
        .toList();
  }

  @Override
  public Node append(LayerNodes nodes) {
    List<Integer> extents = new ArrayList<>(List.of(1, 1));
    extents.addAll(size);
    double[] figures = weights.stream().mapToDouble(Double::doubleValue).toArray();
    Node window = nodes.figures("window", new Shape(extents), figures);
    Node value = nodes.input();
    if (subtractive) {
      Node means = windowMeans(nodes, "Means", value, window);
      value = nodes.pointwise("centred", subtract(operand(0), operand(1)), value, means);
    }
    if (!divisive) {
      return value;
    }
    Node squares = nodes.pointwise("squares", multiply(operand(0), operand(0)), value);
    Node variances = windowMeans(nodes, "Variances", squares, window);
    Node deviations = nodes.pointwise("deviations", squareRoot(operand(0)), variances);
    if (floor >= 0) {
      Formula quotient = divide(operand(0), maximum(operand(1), Formulas.constant(floor)));
      return nodes.pointwise("normalised", quotient, value, deviations);
    }
    Node mean =
        nodes.reduce("floor", Reduction.MEAN, Shapes.spatialAxes(deviations.shape()), deviations);
    Formula quotient = divide(operand(0), maximum(operand(1), operand(2)));
    return nodes.pointwise("normalised", quotient, value, deviations, mean);
  }

  private Node windowMeans(LayerNodes nodes, String what, Node x, Node window) {
    Node mean = nodes.reduce("channel" + what, Reduction.MEAN, List.of(0), x);
    Node sums = nodes.add("window" + what, convolution(), mean, window);
    if (!renormalise) {
      return sums;
    }
    Node ones = nodes.figures("ones" + what, mean.shape(), 1);
    Node inside = nodes.add("inside" + what, convolution(), ones, window);
    return nodes.pointwise("weighted" + what, divide(operand(0), operand(1)), sums, inside);
  }

  private Operation convolution() {
    List<Integer> ones = Collections.nCopies(size.size(), 1);
    Window window =
        new Window(
            size,
            ones,
            size.stream().map(extent -> (extent - 1) / 2).toList(),
            size.stream().map(extent -> extent / 2).toList(),
            ones);
    return new Operation.Convolution(window, false, Epilogue.NONE);
  }
}
