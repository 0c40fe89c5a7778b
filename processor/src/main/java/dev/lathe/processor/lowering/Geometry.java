package dev.lathe.processor.lowering;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The header comment of a node's kernels: what is computed, from what, of which size. */
final class Geometry {
  private Geometry() {}

  static List<String> describe(Graph graph, Node node) {
    List<String> lines = new ArrayList<>();
    String from = node.operands().isEmpty() ? "" : graph.operand(node, read(node)).shape() + " to ";
    lines.add("%s: %s, %s%s.".formatted(node.name(), what(graph, node), from, node.shape()));
    return lines;
  }

  /** The operand that is turned into the result: of max-pooling's gradient the derivatives. */
  private static int read(Node node) {
    return node.operation() instanceof Operation.MaxPoolGradient
            || node.operation() instanceof Operation.SmoothPoolGradient
        ? 2
        : 0;
  }

  private static String what(Graph graph, Node node) {
    return switch (node.operation()) {
      case Operation.Convolution(
              Window window,
              Connections connections,
              boolean flip,
              Epilogue epilogue) ->
          (flip ? "flipped " : "")
              + connected(connections)
              + sliding(window, graph.operand(node, 0).shape())
              + epilogue(epilogue);
      case Operation.TransposedConvolution(
              Window window,
              Connections connections,
              boolean flip,
              Epilogue epilogue) ->
          (flip ? "flipped " : "")
              + connected(connections)
              + "transposed "
              + sliding(window, node.shape())
              + epilogue(epilogue);
      case Operation.WeightGradient(Window window, Connections connections, boolean _) ->
          "gradient in the weights of a "
              + connected(connections)
              + sliding(window, graph.operand(node, 0).shape());
      case Operation.TransformInput input -> tiles(graph.operand(node, 0).shape(), input);
      case Operation.TransformProducts(int _, int parts, var leftOut) ->
          "products of tiles, %d matrices%s%s"
              .formatted(
                  node.shape().extent(1),
                  parts == 1 ? "" : " for each of " + parts + " parts",
                  leftOut.map(each -> fewer(node, each)).orElse(""));
      case Operation.TransformOutput(var axes, Epilogue epilogue, int _) ->
          backToTiles(node.shape(), axes) + epilogue(epilogue);
      case Operation.BiasGradient() -> "gradient in the bias";
      case Operation.MaxPool(Windows windows) -> "max-pooling " + windows(windows);
      case Operation.MaxPoolGradient(Windows windows) ->
          "gradient of max-pooling " + windows(windows);
      case Operation.AveragePool(Windows windows, Divisor divisor) ->
          mean(divisor) + windows(windows);
      case Operation.AveragePoolGradient(Windows windows, Divisor divisor) ->
          "gradient of " + mean(divisor) + windows(windows);
      case Operation.SmoothPool(Windows windows, SmoothPooling kind) ->
          smooth(kind) + windows(windows);
      case Operation.SmoothPoolGradient(Windows windows, SmoothPooling kind) ->
          "gradient of " + smooth(kind) + windows(windows);
      case Operation.Activate(var function) -> function.name().toLowerCase(Locale.ROOT);
      case Operation.ActivationGradient(var function) ->
          "gradient of " + function.name().toLowerCase(Locale.ROOT);
      case Operation.AddBias() -> "bias";
      case Operation.Add() -> "sum";
      case Operation.Softmax() -> "softmax";
      case Operation.SoftmaxGradient() -> "gradient of softmax";
      case Operation.LogSoftmax() -> "log-softmax";
      case Operation.LogSoftmaxGradient() -> "gradient of log-softmax";
      case Operation.NegativeLogLikelihood() -> "negative log-likelihood";
      case Operation.NegativeLogLikelihoodGradient() -> "gradient of the negative log-likelihood";
      case Operation.SquaredError() -> "mean squared error";
      case Operation.SquaredErrorGradient() -> "gradient of the mean squared error";
      case Operation.Pointwise(var formula) -> formula.toString();
      case Operation.Reduce(var reduction, var axes) ->
          reduction.name().toLowerCase(Locale.ROOT) + " along axes " + axes;
      case Operation.ExtremeGradient(var axes) -> "gradient of an extreme along axes " + axes;
      case Operation.Reindex _ -> "elements moved";
      case Operation.ReindexGradient _ -> "gradient of elements moved";
      case Operation.KeptPlaces(int count) -> "places among the " + count + " largest of each row";
      case Operation.Gather() -> "elements by their numbers";
      case Operation.Scatter(boolean adds) ->
          adds ? "sums at the places given" : "elements to the places given";
      case Operation.Reshape() -> "another shape";
      case Operation.Concatenate(int axis) -> "concatenation along axis " + axis;
      case Operation.Constant _ -> "fixed figures";
      case Operation.Accumulate() -> "sum over the images";
      case Operation.BatchMean _ -> "mean over the batch";
      case Operation.Lookup _ -> "rows of a table";
      case Operation.LookupGradient _ -> "gradient of rows of a table";
      case Operation.Input(), Operation.Target(), Operation.Parameter _, Operation.Mask _ ->
          "given";
    };
  }

  /** {@code transform of tiles of 8x1 cells, 6x1 apart}: along the second axis is no transform. */
  private static String tiles(Shape map, Operation.TransformInput input) {
    List<Integer> cells = ones(map);
    List<Integer> last = ones(map);
    List<Integer> steps = ones(map);
    for (Operation.TransformInput.Along each : input.transforms()) {
      cells.set(each.axis() - 1, each.matrix().width());
      last.set(each.axis() - 1, each.last().width());
      steps.set(each.axis() - 1, each.tiles().step());
    }
    return "transform of tiles of %s cells, %s apart%s"
        .formatted(join(cells), join(steps), ofLastRow(cells, last));
  }

  private static String ofLastRow(List<Integer> cells, List<Integer> last) {
    return last.equals(cells) ? "" : ", those of the last row %s".formatted(join(last));
  }

  private static String fewer(Node products, Operation.TransformProducts.LeftOut leftOut) {
    int fewer = products.shape().extent(1) / leftOut.each() * leftOut.from();
    return ", %d for those of the last row".formatted(fewer);
  }

  private static String backToTiles(Shape map, List<Operation.TransformOutput.Back> axes) {
    List<Integer> cells = ones(map);
    List<Integer> last = ones(map);
    for (Operation.TransformOutput.Back each : axes) {
      cells.set(each.axis() - 1, each.matrix().height());
      last.set(each.axis() - 1, each.last().height());
    }
    return "transform back to tiles of %s cells%s".formatted(join(cells), ofLastRow(cells, last));
  }

  private static List<Integer> ones(Shape map) {
    return new ArrayList<>(Collections.nCopies(map.spatialRank(), 1));
  }

  private static String connected(Connections connections) {
    return switch (connections) {
      case Connections.Groups(int count) -> count == 1 ? "" : "grouped (" + count + ") ";
      case Connections.Table table -> "sparse (" + table.size() + " connections) ";
      case Connections.Untied() -> "locally connected ";
    };
  }

  /** A dense layer is a convolution whose window covers the map: see {@code ForwardGraph}. */
  private static String sliding(Window window, Shape map) {
    if (!window.equals(Window.covering(map))) {
      return "convolution " + window(window);
    }
    return map.positions() == 1
        ? "dense layer"
        : "convolution " + window(window) + " over the whole map";
  }

  private static String mean(Divisor divisor) {
    return divisor.equals(Divisor.none()) ? "sum pooling " : "average pooling ";
  }

  private static String smooth(SmoothPooling kind) {
    return switch (kind) {
      case SmoothPooling.Norm(double p) -> "pooling by the norm of order " + p + ", ";
      case SmoothPooling.LogSumExp(double beta, boolean mean) ->
          "pooling by the log-%s-exp of beta %s, ".formatted(mean ? "mean" : "sum", beta);
    };
  }

  private static String windows(Windows windows) {
    return switch (windows) {
      case Window window -> window(window);
      case AdaptiveWindows adaptive -> "to " + join(adaptive.extents());
    };
  }

  private static String window(Window window) {
    StringBuilder text = new StringBuilder(join(window.kernel()));
    if (window.stride().stream().anyMatch(s -> s != 1)) {
      text.append(", stride ").append(join(window.stride()));
    }
    if (window.isPadded()) {
      text.append(", padding ").append(join(window.before()));
      if (!window.before().equals(window.after())) {
        text.append(" before and ").append(join(window.after())).append(" behind");
      }
    }
    if (window.dilation().stream().anyMatch(d -> d != 1)) {
      text.append(", dilation ").append(join(window.dilation()));
    }
    return text.toString();
  }

  private static String epilogue(Epilogue epilogue) {
    StringBuilder text = new StringBuilder(epilogue.addend() ? ", added to another value" : "");
    epilogue.function().ifPresent(function -> text.append(", ").append(name(function)));
    epilogue.maxPool().ifPresent(pool -> text.append(", max-pooling ").append(join(pool.kernel())));
    return text.toString();
  }

  private static String name(Formula function) {
    return function.equals(Epilogue.RELU)
        ? "relu"
        : "then " + function.toString().replace("$0", "x");
  }

  private static String join(List<Integer> extents) {
    return extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
