package dev.lathe.processor.graph;

import dev.lathe.processor.formula.Formula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a graph for one image by naive loops in double precision: the oracle that everything
 * generated is tested against.
 */
public final class GraphInterpreter {
  private GraphInterpreter() {}

  /** What every node of a graph computed; arrays are row-major, channels first. */
  public static final class Values {
    private final Graph graph;
    private final List<Value> values;

    private Values(Graph graph, List<Value> values) {
      this.graph = graph;
      this.values = List.copyOf(values);
    }

    /** The value of a node of the evaluated graph. */
    public double[] of(Node node) {
      return values.get(node.id()).elements().clone();
    }

    /** The value of the graph's output number {@code index}. */
    public double[] output(int index) {
      return of(graph.node(graph.outputs().get(index)));
    }

    /** The values of all outputs, in the graph's order. */
    public List<double[]> outputs() {
      return IntStream.range(0, graph.outputs().size()).mapToObj(this::output).toList();
    }
  }

  /**
   * Evaluates all nodes.
   *
   * @param parameters the elements of each parameter under its name, row-major as stored
   * @param input the image, row-major, channels first
   * @param target what the loss compares with; looked at only by graphs that have a target
   * @throws IllegalArgumentException if a parameter is missing, or an array's length is not its
   *     shape's
   */
  public static Values evaluate(
      Graph graph, Map<String, double[]> parameters, double[] input, double[] target) {
    return evaluate(graph, parameters, input, target, DoubleUnaryOperator.identity());
  }

  /**
   * {@link #evaluate(Graph, Map, double[], double[])} where every computed element is rounded
   * before others are computed of it: with another rounding it tells what a graph makes of errors.
   */
  public static Values evaluate(
      Graph graph,
      Map<String, double[]> parameters,
      double[] input,
      double[] target,
      DoubleUnaryOperator rounding) {
    Image image = new Image(input, target, Map.of());
    return evaluateBatch(graph, parameters, List.of(image), rounding).get(0);
  }

  /**
   * What is given for one image of a batch.
   *
   * @param masks the elements of each mask under its node's name; where there are none they are 1
   */
  @SuppressWarnings("ArrayRecordComponent") // plain data between tests and the interpreter
  public record Image(double[] input, double[] target, Map<String, double[]> masks) {
    public Image {
      masks = Map.copyOf(masks);
    }
  }

  /**
   * Evaluates all nodes for each image of a batch, whose means over the images are those of the
   * batch; see {@link #evaluate(Graph, Map, double[], double[])}.
   */
  public static List<Values> evaluateBatch(
      Graph graph, Map<String, double[]> parameters, List<Image> images) {
    return evaluateBatch(graph, parameters, images, DoubleUnaryOperator.identity());
  }

  private static List<Values> evaluateBatch(
      Graph graph,
      Map<String, double[]> parameters,
      List<Image> images,
      DoubleUnaryOperator rounding) {
    List<List<Value>> values = new ArrayList<>();
    images.forEach(_ -> values.add(new ArrayList<>()));
    for (Node node : graph.nodes()) {
      List<Value> each = new ArrayList<>();
      for (int k = 0; k < images.size(); k++) {
        Value value = evaluate(node, parameters, images.get(k), values.get(k), rounding);
        if (!value.shape().equals(node.shape())) {
          throw new IllegalArgumentException(
              "%s declares the shape %s, its operation gives %s"
                  .formatted(node, node.shape(), value.shape()));
        }
        each.add(value);
      }
      boolean mean = node.operation() instanceof Operation.BatchMean;
      for (int k = 0; k < images.size(); k++) {
        values.get(k).add(mean ? mean(node.shape(), each) : each.get(k));
      }
    }
    return values.stream().map(all -> new Values(graph, all)).toList();
  }

  private static Value evaluate(
      Node node,
      Map<String, double[]> parameters,
      Image image,
      List<Value> values,
      DoubleUnaryOperator rounding) {
    return switch (node.operation()) {
      case Operation.Input() -> given(node, image.input());
      case Operation.Target() -> given(node, image.target());
      case Operation.Parameter(
              String name,
              Shape stored,
              boolean _,
              Numbers _,
              Optional<FoldedParameter> folding,
              var transform) -> {
        double[] elements =
            folding.isPresent()
                ? folding.get().apply(stored.size(), parameters)
                : parameters.get(name);
        yield transform.isEmpty() || elements == null
            ? given(node, elements)
            : TileTransforms.apply(transform.get(), new Value(stored, elements), node.shape());
      }
      case Operation.Mask _ -> {
        double[] ones = new double[node.shape().size()];
        Arrays.fill(ones, 1);
        yield given(node, image.masks().getOrDefault(node.name(), ones));
      }
      case Operation.BatchMean _ -> values.get(node.operand(0));
      default -> {
        Value exact = compute(node, node.operands().stream().map(values::get).toList());
        double[] rounded = Arrays.stream(exact.elements()).map(rounding).toArray();
        yield new Value(exact.shape(), rounded);
      }
    };
  }

  private static Value mean(Shape shape, List<Value> images) {
    Value mean = new Value(shape);
    for (Value image : images) {
      for (int k = 0; k < mean.elements().length; k++) {
        mean.elements()[k] += image.elements()[k] / images.size();
      }
    }
    return mean;
  }

  /** {@link #evaluate} for a graph without a target. */
  public static Values evaluate(Graph graph, Map<String, double[]> parameters, double[] input) {
    return evaluate(graph, parameters, input, new double[0]);
  }

  /** The same numbers as doubles. */
  public static double[] widen(float[] elements) {
    return IntStream.range(0, elements.length).mapToDouble(k -> elements[k]).toArray();
  }

  /** The same parameters as doubles. */
  public static Map<String, double[]> widen(Map<String, float[]> parameters) {
    Map<String, double[]> wide = new LinkedHashMap<>();
    parameters.forEach((name, elements) -> wide.put(name, widen(elements)));
    return wide;
  }

  private static Value given(Node node, double @Nullable [] elements) {
    if (elements == null || elements.length != node.shape().size()) {
      throw new IllegalArgumentException(
          "%s needs %d elements, got %s"
              .formatted(node, node.shape().size(), elements == null ? "none" : elements.length));
    }
    return new Value(node.shape(), elements.clone());
  }

  private static Value compute(Node node, List<Value> in) {
    return switch (node.operation()) {
      case Operation.Input(),
          Operation.Target(),
          Operation.Parameter _,
          Operation.Mask _,
          Operation.BatchMean _ ->
          throw new IllegalArgumentException(node + " is given, not computed");
      case Operation.Convolution convolution -> Convolutions.convolution(convolution, in);
      case Operation.TransposedConvolution transposed ->
          Convolutions.transposed(transposed, node.shape(), in);
      case Operation.TransformInput input -> TileTransforms.input(input, node.shape(), in.get(0));
      case Operation.TransformProducts products ->
          TileTransforms.products(products, node.shape(), in.get(0), in.get(1));
      case Operation.TransformOutput output -> TileTransforms.output(output, node.shape(), in);
      case Operation.WeightGradient gradient ->
          Convolutions.weightGradient(gradient, node.shape(), in.get(0), in.get(1));
      case Operation.Lookup _ -> Lookups.lookup(node.shape(), in.get(0), in.get(1));
      case Operation.LookupGradient(int padding) ->
          Lookups.gradient(padding, node.shape(), in.get(0), in.get(1));
      case Operation.AddBias() -> Elementwise.addBias(in.get(0), in.get(1));
      case Operation.BiasGradient() -> Elementwise.biasGradient(node.shape(), in.get(0));
      case Operation.Activate(Activation function) -> Elementwise.activate(function, in.get(0));
      case Operation.ActivationGradient(Activation function) ->
          Elementwise.activationGradient(function, in.get(0), in.get(1));
      case Operation.MaxPool(Windows windows) -> Pools.max(windows, in.get(0));
      case Operation.MaxPoolGradient(Windows windows) ->
          Pools.maxGradient(windows, in.get(0), in.get(1), in.get(2));
      case Operation.AveragePool(Windows windows, Divisor divisor) ->
          Pools.average(windows, divisor, in.get(0));
      case Operation.AveragePoolGradient(Windows windows, Divisor divisor) ->
          Pools.averageGradient(windows, divisor, node.shape(), in.get(0));
      case Operation.SmoothPool(Windows windows, SmoothPooling kind) ->
          Pools.smooth(windows, kind, in.get(0));
      case Operation.SmoothPoolGradient(Windows windows, SmoothPooling kind) ->
          Pools.smoothGradient(windows, kind, in.get(0), in.get(1), in.get(2));
      case Operation.Softmax() -> Softmaxes.softmax(in.get(0));
      case Operation.SoftmaxGradient() -> Softmaxes.softmaxGradient(in.get(0), in.get(1));
      case Operation.LogSoftmax() -> Softmaxes.logSoftmax(in.get(0));
      case Operation.LogSoftmaxGradient() -> Softmaxes.logSoftmaxGradient(in.get(0), in.get(1));
      case Operation.NegativeLogLikelihood() -> Losses.negativeLogLikelihood(in.get(0), in.get(1));
      case Operation.NegativeLogLikelihoodGradient() ->
          Losses.negativeLogLikelihoodGradient(in.get(0), in.get(1));
      case Operation.SquaredError() -> Losses.squaredError(in.get(0), in.get(1));
      case Operation.SquaredErrorGradient() -> Losses.squaredErrorGradient(in.get(0), in.get(1));
      case Operation.Add() -> Elementwise.add(in.get(0), in.get(1));
      case Operation.Pointwise(Formula formula) -> Tensors.pointwise(formula, node.shape(), in);
      case Operation.Reduce(Reduction reduction, List<Integer> axes) ->
          Tensors.reduce(reduction, axes, node.shape(), in.get(0));
      case Operation.ExtremeGradient _ -> Tensors.extremeGradient(in.get(0), in.get(1), in.get(2));
      case Operation.Reindex(Relocation relocation) ->
          Tensors.reindex(relocation, node.shape(), in.get(0));
      case Operation.ReindexGradient(Relocation relocation) ->
          Tensors.reindexGradient(relocation, node.shape(), in.get(0));
      case Operation.KeptPlaces(int count) -> Rows.keptPlaces(count, in.get(0));
      case Operation.Gather() -> Rows.gather(in.get(0), in.get(1));
      case Operation.Scatter(boolean adds) ->
          Rows.scatter(adds, node.shape(), in.get(0), in.get(1));
      case Operation.Reshape() -> new Value(node.shape(), in.get(0).elements());
      case Operation.Concatenate(int axis) -> Tensors.concatenate(axis, node.shape(), in);
      case Operation.Constant(List<Double> elements) -> Tensors.constant(elements, node.shape());
      case Operation.Accumulate() -> in.get(0);
    };
  }
}
