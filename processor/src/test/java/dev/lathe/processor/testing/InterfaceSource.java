package dev.lathe.processor.testing;

import dev.lathe.annotations.Axis;
import dev.lathe.annotations.Loss;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.network.Border;
import dev.lathe.processor.network.LayerActivation;
import dev.lathe.processor.network.LayerBias;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.Pooling;
import dev.lathe.processor.network.Training;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes models as the annotated interfaces that users write: chains that extend Classifier. */
public final class InterfaceSource {
  private InterfaceSource() {}

  /** A source file of the model's package. */
  public static String of(NetworkModel network) {
    return """
    package %s;

    import dev.lathe.annotations.*;
    import dev.lathe.runtime.*;

    """
            .formatted(network.packageName())
        + body(network);
  }

  /** The annotations of the interface and all that follows. */
  public static String body(NetworkModel network) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "@Network(input = %s, precision = Precision.%s)"
            .formatted(list(network.input().extents()), network.precision()));
    network.training().ifPresent(training -> lines.add(trainable(training)));
    lines.add("public interface " + network.name() + " extends Classifier {");
    for (LayerModel layer : network.layers()) {
      Stream<String> annotations =
          Stream.concat(
              layer.operation().map(op -> annotation(op, network, layer)).stream(),
              layer.activation().map(InterfaceSource::annotation).stream());
      lines.add(
          "  %s Layer %s();".formatted(annotations.collect(Collectors.joining(" ")), layer.name()));
    }
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  private static String trainable(Training training) {
    return "@Trainable(loss = Loss.%s, inputGradient = %s)"
        .formatted(
            training.loss() == Loss.CROSS_ENTROPY ? "CROSS_ENTROPY" : "MEAN_SQUARED_ERROR",
            training.inputGradient());
  }

  private static String annotation(LayerActivation activation) {
    return switch (activation.title()) {
      case "relu" -> "@Relu";
      case "tanh" -> "@Tanh";
      case "sigmoid" -> "@Sigmoid";
      case "softmax" -> "@Softmax";
      case "log-softmax" -> "@LogSoftmax";
      default -> throw new IllegalArgumentException("no annotation is known of " + activation);
    };
  }

  private static String sources(NetworkModel network, LayerModel layer) {
    return layer.sources().stream()
        .map(i -> i == LayerModel.IMAGE ? "input" : network.layers().get(i).name())
        .collect(Collectors.joining("\", \"", "{\"", "\"}"));
  }

  private static String annotation(
      LayerOperation operation, NetworkModel network, LayerModel layer) {
    String sources = sources(network, layer);
    return switch (operation) {
      case LayerOperation.Given() -> throw new IllegalArgumentException("a network of one input");
      case LayerOperation.Imported imported ->
          throw new IllegalArgumentException(imported + " is no annotation");
      case LayerOperation.Convolution(
              Window window,
              Connections connections,
              int filters,
              LayerBias bias,
              boolean flip,
              Border border) ->
          "@%s(filters = %d, kernel = %s%s, dilation = %s%s, bias = %s, flip = %s%s)"
              .formatted(
                  connections instanceof Connections.Untied ? "LocallyConnected" : "Conv",
                  filters,
                  figures(window.kernel()),
                  slide(window),
                  figures(window.dilation()),
                  connected(connections, bias),
                  bias != LayerBias.NONE,
                  flip,
                  border.equals(Border.ZEROS)
                      ? ""
                      : ", padMode = PadMode.%s, padValue = %s"
                          .formatted(border.mode(), border.value()));
      case LayerOperation.TransposedConvolution(
              Window window,
              List<Integer> outputPadding,
              Connections connections,
              int filters,
              LayerBias bias,
              boolean flip) ->
          """
          @TransposedConv(filters = %d, kernel = %s%s, outputPadding = %s, dilation = %s%s, \
          bias = %s, flip = %s)\
          """
              .formatted(
                  filters,
                  figures(window.kernel()),
                  slide(window),
                  figures(outputPadding),
                  figures(window.dilation()),
                  connected(connections, LayerBias.PER_MAP),
                  bias != LayerBias.NONE,
                  flip);
      case LayerOperation.Pool(Windows windows, Pooling pooling) -> PoolSource.of(windows, pooling);
      case LayerOperation.Subsample(Window window) ->
          "@Subsample(%s)".formatted(PoolSource.window(window, window.after()));
      case LayerOperation.Embedding(int vocabulary, int dimension, int padding) ->
          "@Embedding(vocabulary = %d, dimension = %d, padding = %d)"
              .formatted(vocabulary, dimension, padding);
      case LayerOperation.BatchNorm norm ->
          "@BatchNorm(epsilon = %s, momentum = %s, affine = %s, frozen = %s)"
              .formatted(norm.epsilon(), norm.momentum(), norm.affine(), norm.frozen());
      case LayerOperation.Dropout(double probability, boolean maps) ->
          "@Dropout(value = %s, maps = %s)".formatted(probability, maps);
      case LayerOperation.Dense(int outputs, boolean bias) ->
          "@Dense(value = %d, bias = %s)".formatted(outputs, bias);
      case LayerOperation.Tensor _, LayerOperation.Generated _ ->
          throw new IllegalArgumentException("no annotation is known of " + operation);
      case LayerOperation.Sum() -> "@Add(value = " + sources + ", broadcast = true)";
      case LayerOperation.Product() -> "@Multiply(" + sources + ")";
      case LayerOperation.Concatenation(int axis) ->
          "@Concat(value = %s, axis = Axis.%s)"
              .formatted(sources, axis(axis, layer.output().rank()));
      case LayerOperation.Reshape() -> "@Reshape(" + list(layer.output().extents()) + ")";
      case LayerOperation.Slice(int axis, int begin, int end) ->
          "@Slice(axis = Axis.%s, begin = %d, end = %d)"
              .formatted(axis(axis, layer.output().rank()), begin, end);
    };
  }

  private static Axis axis(int index, int rank) {
    return index == 0 ? Axis.CHANNELS : Axis.values()[Axis.values().length + index - rank];
  }

  private static String connected(Connections connections, LayerBias bias) {
    return switch (connections) {
          case Connections.Groups(int count) -> count == 1 ? "" : ", groups = " + count;
          case Connections.Table(List<List<Integer>> rows) ->
              rows.stream()
                  .map(row -> "@Maps(%s)".formatted(list(row)))
                  .collect(Collectors.joining(", ", ", table = {", "}"));
          case Connections.Untied() -> "";
        }
        + (bias == LayerBias.PER_UNIT && !(connections instanceof Connections.Untied)
            ? ", biasPerUnit = true"
            : "");
  }

  private static String slide(Window window) {
    return slide(window, window.after());
  }

  static String slide(Window window, List<Integer> after) {
    List<Integer> padding = new ArrayList<>(window.before());
    if (!window.before().equals(after)) {
      padding.addAll(after);
    }
    return ", stride = %s, padding = %s".formatted(figures(window.stride()), figures(padding));
  }

  /** One figure for all axes where they agree, as users write it. */
  static String figures(List<Integer> figures) {
    boolean one = figures.size() == 1 || new HashSet<>(figures).size() == 1;
    return one ? figures.getFirst().toString() : list(figures);
  }

  private static String list(List<Integer> figures) {
    return figures.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }
}
