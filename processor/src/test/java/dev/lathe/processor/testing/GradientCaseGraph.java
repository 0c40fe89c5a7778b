package dev.lathe.processor.testing;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.testing.Safetensors.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The training graph of a gradient case: its outputs are the scores, the loss, the derivatives of
 * {@code weight} and {@code bias} if there are such, and that of {@code x}.
 *
 * <p>A case that is no loss itself is trained with the squared error against a target that makes
 * the upstream derivative what the file asks for.
 */
public final class GradientCaseGraph {
  private final GradientCase test;
  private final Shape input;
  private final GraphBuilder builder;

  private GradientCaseGraph(GradientCase test) {
    this.test = test;
    this.builder = new GraphBuilder("Case");
    int[] x = test.tensor("in.x").shape();
    this.input = x.length == 1 ? Shape.of() : Shape.of(Arrays.copyOfRange(x, 1, x.length));
  }

  /**
   * Why no graph can be made of the case: an operation, or a variant of one, that the graph lacks.
   */
  public static Optional<String> missing(GradientCase test) {
    boolean built =
        switch (test.op()) {
          case "conv" -> test.attributeIn("pad_mode", "\"zeros\"");
          case "conv_transpose", "conv_table", "locally_connected" -> true;
          case "max_pool", "avg_pool", "lp_pool", "lse_pool" -> !test.flag("ceil_mode");
          case "adaptive_avg_pool", "adaptive_max_pool" -> true;
          case "linear", "relu", "tanh", "sigmoid" -> true;
          case "softmax", "log_softmax" -> test.attributeIn("axis", "1");
          case "cross_entropy", "cross_entropy_soft", "nll_loss", "mse_loss" ->
              test.attributeIn("reduction", "\"mean\"")
                  && test.attributeIn("label_smoothing", "0", "0.0")
                  && test.attributeIn("ignore_index")
                  && !test.has("in.class_weight");
          default -> false;
        };
    return built ? Optional.empty() : Optional.of(test.toString());
  }

  /** Whether the operation is a loss, which averages over the images of the batch. */
  public static boolean isLoss(GradientCase test) {
    return test.has("out.loss");
  }

  public static Graph of(GradientCase test) {
    return new GradientCaseGraph(test).training();
  }

  /** The case's parameters by the names in the graph. */
  public static Map<String, double[]> parameters(GradientCase test) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (String name : List.of("weight", "bias")) {
      if (test.has("in." + name)) {
        parameters.put(name, test.tensor("in." + name).elements());
      }
    }
    return parameters;
  }

  /** The target of one image; {@code y} is the value of the graph's first output for it. */
  public static double[] target(GradientCase test, int image, double[] y) {
    if (!isLoss(test)) {
      double[] up = test.tensor("up.y").slice(image).elements();
      return IntStream.range(0, y.length).mapToDouble(k -> y[k] - up[k] * y.length / 2).toArray();
    }
    Tensor target = test.tensor("in.target").slice(image);
    return test.op().endsWith("soft") || test.op().equals("mse_loss")
        ? target.elements()
        : oneHot(target.elements(), y.length);
  }

  private static double[] oneHot(double[] labels, int size) {
    double[] target = new double[size];
    for (int p = 0; p < labels.length; p++) {
      int label = (int) labels[p];
      target[label * labels.length + p] = 1;
    }
    return target;
  }

  private Graph training() {
    Node x = builder.add("x", "", new Operation.Input(), input);
    return switch (test.op()) {
      case "cross_entropy", "cross_entropy_soft" -> train(x, LossKind.CROSS_ENTROPY);
      case "mse_loss" -> train(x, LossKind.SQUARED_ERROR);
      case "nll_loss" -> negativeLogLikelihood(x);
      default -> train(operation(x), LossKind.SQUARED_ERROR);
    };
  }

  private Graph train(Node scores, LossKind kind) {
    return Gradient.of(builder.build(scores), kind, true);
  }

  private Graph negativeLogLikelihood(Node x) {
    Node target = builder.add("target", "", new Operation.Target(), x.shape());
    return builder.build(
        x,
        builder.add("loss", "", new Operation.NegativeLogLikelihood(), x, target),
        builder.add("d_x", "", new Operation.NegativeLogLikelihoodGradient(), x, target));
  }

  private Node operation(Node x) {
    return switch (test.op()) {
      case "conv", "conv_table", "locally_connected" -> withBias(convolution(x));
      case "linear" -> withBias(dense(x));
      case "conv_transpose" -> withBias(transposed(x));
      case "max_pool" ->
          builder.add("y", "", new Operation.MaxPool(window("pads_begin", "pads_end")), x);
      case "avg_pool" -> {
        Window window = window("pads_begin", "pads_end");
        Divisor counted =
            test.flag("count_include_pad")
                ? new Divisor.Count(window.before(), window.after())
                : Divisor.cells(window.rank());
        Divisor divisor =
            test.attributeIn("divisor")
                ? counted
                : new Divisor.Fixed((int) test.number("divisor", 1));
        yield builder.add("y", "", new Operation.AveragePool(window, divisor), x);
      }
      case "lp_pool" -> smooth(x, new SmoothPooling.Norm(test.number("p", 2)));
      case "lse_pool" ->
          smooth(x, new SmoothPooling.LogSumExp(test.number("beta", 1), test.flag("mean")));
      case "adaptive_avg_pool" ->
          builder.add(
              "y",
              "",
              new Operation.AveragePool(adaptive(), Divisor.cells(input.spatialRank())),
              x);
      case "adaptive_max_pool" -> builder.add("y", "", new Operation.MaxPool(adaptive()), x);
      case "relu" -> builder.add("y", "", new Operation.Activate(Activation.RELU), x);
      case "tanh" -> builder.add("y", "", new Operation.Activate(Activation.TANH), x);
      case "sigmoid" -> builder.add("y", "", new Operation.Activate(Activation.SIGMOID), x);
      case "softmax" -> builder.add("y", "", new Operation.Softmax(), x);
      case "log_softmax" -> builder.add("y", "", new Operation.LogSoftmax(), x);
      default -> throw new IllegalArgumentException(test.toString());
    };
  }

  private Node smooth(Node x, SmoothPooling kind) {
    Operation operation = new Operation.SmoothPool(window("pads_begin", "pads_end"), kind);
    return builder.add("y", "", operation, x);
  }

  private Windows adaptive() {
    return new AdaptiveWindows(boxed(test.ints("output")));
  }

  private Node convolution(Node x) {
    Window window = window("pads_begin", "pads_end");
    Node weight = parameter("weight", Shape.of(test.tensor("in.weight").shape()));
    return builder.add(
        "y",
        "",
        new Operation.Convolution(window, connections(), test.flag("flip"), Epilogue.NONE),
        x,
        weight);
  }

  private Connections connections() {
    return switch (test.op()) {
      case "conv_table" -> new Connections.Table(test.table());
      case "locally_connected" -> new Connections.Untied();
      default -> new Connections.Groups((int) test.number("groups", 1));
    };
  }

  private Node dense(Node x) {
    Node weight = parameter("weight", Shape.of(test.tensor("in.weight").shape()));
    Window window = Window.covering(input);
    return builder.add("y", "", new Operation.Convolution(window, false, Epilogue.NONE), x, weight);
  }

  private Node transposed(Node x) {
    Node weight = parameter("weight", Shape.of(test.tensor("in.weight").shape()));
    int[] y = test.tensor("out.y").shape();
    return builder.add(
        "y",
        "",
        new Operation.TransposedConvolution(
            window("padding", "padding"), connections(), test.flag("flip"), Epilogue.NONE),
        Shape.of(Arrays.copyOfRange(y, 1, y.length)),
        x,
        weight);
  }

  private Node withBias(Node sums) {
    return test.has("in.bias")
        ? builder.add(
            "y.biased",
            "",
            new Operation.AddBias(),
            sums,
            parameter("bias", Shape.of(test.tensor("in.bias").shape())))
        : sums;
  }

  private Node parameter(String name, Shape shape) {
    return builder.add(name, "", new Operation.Parameter(name, shape), shape);
  }

  private Window window(String before, String after) {
    int[] kernel = test.ints("kernel");
    boolean dilated = !test.attributeIn("dilation");
    int[] dilation = dilated ? test.ints("dilation") : IntStream.of(kernel).map(_ -> 1).toArray();
    return new Window(
        boxed(kernel),
        boxed(test.ints("stride")),
        padding(before),
        padding(after),
        boxed(dilation));
  }

  private List<Integer> padding(String attribute) {
    return test.attributeIn(attribute)
        ? Collections.nCopies(test.ints("kernel").length, 0)
        : boxed(test.ints(attribute));
  }

  private static List<Integer> boxed(int[] values) {
    return IntStream.of(values).boxed().toList();
  }
}
