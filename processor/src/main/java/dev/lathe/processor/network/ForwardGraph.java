package dev.lathe.processor.network;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Parts;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds the graph of a network's forward pass; its one output is the scores, or the network's
 * outputs behind each other.
 *
 * <p>The last node of a layer has the layer's name, {@code c1}. What comes before it in the same
 * layer is named by what it is: {@code c1.conv}, {@code c1.biased}. A parameter's node has the
 * parameter's name, {@code c1.weight}. The image is {@link #IMAGE}.
 */
public final class ForwardGraph {

  /** The input's node. */
  public static final String IMAGE = "network.input";

  /** The node of several outputs. */
  public static final String OUTPUT = "network.output";

  private static final Pooling SUM = new Pooling.Mean(Divisor.none());
  private static final Formula BOTH_ADDED = Formulas.add(Formulas.operand(0), Formulas.operand(1));
  private static final Formula BOTH_MULTIPLIED =
      Formulas.multiply(Formulas.operand(0), Formulas.operand(1));

  private final NetworkModel network;
  private final GraphBuilder graph;
  private final boolean training;

  private ForwardGraph(NetworkModel network, boolean training) {
    this.network = network;
    this.training = training;
    this.graph = new GraphBuilder(network.name());
  }

  /** The pass of inference. */
  public static Graph of(NetworkModel network) {
    return new ForwardGraph(network, false).build();
  }

  /**
   * What a training differentiates: batches have statistics of their own, and cells drop out.
   * Behind the scores its outputs are what each head's loss compares with its target.
   */
  public static Graph ofTraining(NetworkModel network) {
    return new ForwardGraph(network, true).build();
  }

  private Graph build() {
    List<Node> inputs = inputs();
    List<Node> values = new ArrayList<>();
    for (LayerModel layer : network.layers()) {
      List<Node> sources = new ArrayList<>();
      for (int source : layer.sources()) {
        sources.add(source < 0 ? inputs.get(LayerModel.IMAGE - source) : values.get(source));
      }
      Node value = addLayer(layer, sources);
      if (!value.shape().equals(layer.output())) {
        throw new IllegalStateException(
            "%s: the model has %s, the graph has %s"
                .formatted(layer.name(), layer.output(), value.shape()));
      }
      values.add(value);
    }
    List<Node> outputs = new ArrayList<>();
    outputs.add(scores(network.outputs().stream().map(values::get).toList()));
    if (training) {
      for (HeadLoss head : network.training().map(Training::heads).orElse(List.of())) {
        outputs.add(
            head.layer() == HeadLoss.SCORES ? outputs.getFirst() : values.get(head.layer()));
      }
    }
    return graph.build(outputs.toArray(Node[]::new));
  }

  /**
   * The values that an image consists of. A pass has one place where the caller puts an image:
   * several values lie behind each other there.
   */
  private List<Node> inputs() {
    Node image = graph.add(IMAGE, "", new Operation.Input(), network.input());
    if (network.inputs().size() == 1) {
      return List.of(image);
    }
    List<Node> inputs = new ArrayList<>();
    int begin = 0;
    for (NetworkInput input : network.inputs()) {
      int end = begin + input.shape().size();
      inputs.add(Parts.part(graph, IMAGE + "." + input.name(), image, begin, input.shape()));
      begin = end;
    }
    return inputs;
  }

  /** The one value that is handed back: several ones lie behind each other. */
  private Node scores(List<Node> values) {
    return values.size() == 1 ? values.getFirst() : Parts.joined(graph, OUTPUT, values);
  }

  private Node addLayer(LayerModel layer, List<Node> sources) {
    Steps steps = new Steps(layer, sources);
    layer.operation().ifPresent(steps::addOperation);
    layer
        .activation()
        .ifPresent(activation -> steps.append(activation.steps(), List.of(steps.value)));
    return steps.value;
  }

  /** The nodes of one layer, each of which reads the one before. */
  private final class Steps {
    private final LayerModel layer;
    private final List<Node> sources;
    private final List<Node> parameters = new ArrayList<>();
    private int left;
    private Node value;

    Steps(LayerModel layer, List<Node> sources) {
      this.layer = layer;
      this.sources = sources;
      this.value = sources.getFirst();
      this.left =
          layer.operation().map(operation -> steps(operation, layer)).orElse(0)
              + layer
                  .activation()
                  .map(activation -> LayerNodes.count(activation.steps(), List.of(layer.output())))
                  .orElse(0);
      for (ParameterModel parameter : layer.parameters()) {
        if (!parameter.start().isLearned() && !readsStatistics()) {
          continue;
        }
        Operation operation =
            new Operation.Parameter(
                parameter.name(), parameter.stored(), parameter.start().isLearned());
        parameters.add(graph.add(parameter.name(), layer.name(), operation, parameter.computed()));
      }
    }

    void addOperation(LayerOperation operation) {
      switch (operation) {
        case LayerOperation.Convolution(
                Window window,
                Connections connections,
                int _,
                LayerBias _,
                boolean flip,
                Border border) -> {
          Window inside = window;
          if (border.isMade(window)) {
            add("padded", new Operation.Reindex(border.around(layer.input(), window)));
            inside = Border.inside(window);
          }
          add(
              "conv",
              new Operation.Convolution(inside, connections, flip, Epilogue.NONE),
              weight());
          addBias();
        }
        case LayerOperation.TransposedConvolution(
                Window window,
                List<Integer> _,
                Connections connections,
                int _,
                LayerBias _,
                boolean flip) -> {
          Operation adjoint =
              new Operation.TransposedConvolution(window, connections, flip, Epilogue.NONE);
          // The window alone leaves the output's extents open.
          value =
              graph.add(
                  nextName("transposed"), layer.name(), adjoint, layer.output(), value, weight());
          addBias();
        }
        case LayerOperation.Tensor(TensorLayer what) -> append(what, sources);
        case LayerOperation.Generated(LayerOperation generated) -> {
          parameters.addFirst(generatedWeight(generated));
          addOperation(GeneratedWeights.connected(generated));
        }
        case LayerOperation.Imported imported ->
            throw new IllegalArgumentException(imported + " has a graph already");
        case LayerOperation.Pool(Windows windows, Pooling pooling) ->
            pooling.operations(windows, layer.input()).forEach(step -> add("pool", step));
        case LayerOperation.Subsample(Window window) -> {
          SUM.operations(window, layer.input()).forEach(step -> add("sum", step));
          int maps = layer.input().channels();
          Window one = Window.of(window.kernel().stream().mapToInt(_ -> 1).toArray());
          Connections each = new Connections.Groups(maps);
          add("scaled", new Operation.Convolution(one, each, false, Epilogue.NONE), weight());
          addBias();
        }
        case LayerOperation.Embedding embedding ->
            add("rows", new Operation.Lookup(embedding.padding()), weight());
        case LayerOperation.BatchNorm norm -> normalise(norm);
        case LayerOperation.Dropout dropout -> {
          if (training && dropout.probability() > 0) {
            dropOut(dropout);
          } else {
            left--;
          }
        }
        case LayerOperation.Dense _ -> {
          Window window = Window.covering(layer.input());
          add("dense", new Operation.Convolution(window, false, Epilogue.NONE), weight());
          addBias();
        }
        case LayerOperation.Given() -> {}
        case LayerOperation.Sum() -> {
          boolean equal = new HashSet<>(layer.inputs()).size() == 1;
          Operation add = equal ? new Operation.Add() : new Operation.Pointwise(BOTH_ADDED);
          sources.stream().skip(1).forEach(other -> add("sum", add, other));
        }
        case LayerOperation.Product() -> {
          Operation multiply = new Operation.Pointwise(BOTH_MULTIPLIED);
          sources.stream().skip(1).forEach(other -> add("product", multiply, other));
        }
        case LayerOperation.Concatenation(int axis) ->
            add("concat", new Operation.Concatenate(axis), sources.subList(1, sources.size()));
        case LayerOperation.Reshape() ->
            value =
                graph.add(
                    nextName("reshaped"),
                    layer.name(),
                    new Operation.Reshape(),
                    layer.output(),
                    value);
        case LayerOperation.Slice(int axis, int begin, int end) -> {
          List<Integer> indices = Relocation.range(begin, end);
          add(
              "slice",
              new Operation.Reindex(Relocation.identity(layer.input()).withIndices(axis, indices)));
        }
      }
    }

    private Node generatedWeight(LayerOperation operation) {
      LayerNodes nodes = new LayerNodes(graph, layer.name(), this::nextName, sources, parameters);
      Shape shape = LayerOperation.Generated.weight(operation, layer.input(), layer.output());
      return GeneratedWeights.append(nodes, operation, shape);
    }

    private boolean readsStatistics() {
      boolean frozen =
          layer.operation().orElse(null) instanceof LayerOperation.BatchNorm norm && norm.frozen();
      return !training || frozen;
    }

    private void normalise(LayerOperation.BatchNorm norm) {
      int affine = norm.affine() ? 2 : 0;
      Normalisation batchNorm =
          new Normalisation(graph, layer.name(), norm, parameters.subList(0, affine));
      value =
          readsStatistics()
              ? batchNorm.byStatistics(
                  value, parameters.get(affine), parameters.get(affine + 1), nextName("norm"))
              : batchNorm.byBatch(value, nextName("norm"));
    }

    private void dropOut(LayerOperation.Dropout dropout) {
      Shape mask = value.shape();
      if (dropout.maps()) {
        int[] ones = IntStream.generate(() -> 1).limit(mask.spatialRank()).toArray();
        mask = Shape.map(mask.channels(), ones);
      }
      Operation draw = new Operation.Mask(1 - dropout.probability());
      Node factors = graph.add(layer.name() + ".mask", layer.name(), draw, mask);
      Formula product = Formulas.multiply(Formulas.operand(0), Formulas.operand(1));
      add("dropped", new Operation.Pointwise(product), factors);
    }

    private void append(TensorLayer what, List<Node> read) {
      value = what.append(new LayerNodes(graph, layer.name(), this::nextName, read, parameters));
    }

    private void addBias() {
      if (parameters.size() > 1) {
        add("biased", new Operation.AddBias(), parameters.get(1));
      }
    }

    private Node weight() {
      return parameters.get(0);
    }

    void add(String ending, Operation operation, Node... moreOperands) {
      Node[] operands = new Node[1 + moreOperands.length];
      operands[0] = value;
      System.arraycopy(moreOperands, 0, operands, 1, moreOperands.length);
      value = graph.add(nextName(ending), layer.name(), operation, operands);
    }

    private void add(String ending, Operation operation, List<Node> moreOperands) {
      add(ending, operation, moreOperands.toArray(Node[]::new));
    }

    private String nextName(String ending) {
      left--;
      return left == 0 ? layer.name() : layer.name() + "." + ending;
    }
  }

  /** How many nodes compute an operation. */
  private static int steps(LayerOperation operation, LayerModel layer) {
    return switch (operation) {
      case LayerOperation.Convolution convolution ->
          (convolution.bias() == LayerBias.NONE ? 1 : 2)
              + (convolution.border().isMade(convolution.window()) ? 1 : 0);
      case LayerOperation.TransposedConvolution transposed ->
          transposed.bias() == LayerBias.NONE ? 1 : 2;
      case LayerOperation.Dense dense -> dense.bias() ? 2 : 1;
      case LayerOperation.Tensor(TensorLayer what) -> LayerNodes.count(what, layer.inputs());
      case LayerOperation.Generated(LayerOperation generated) ->
          GeneratedWeights.count(generated) + steps(GeneratedWeights.connected(generated), layer);
      case LayerOperation.Pool(Windows windows, Pooling pooling) ->
          pooling.operations(windows, layer.input()).size();
      case LayerOperation.Subsample(Window window) ->
          SUM.operations(window, layer.input()).size() + 2;
      case LayerOperation.BatchNorm _,
          LayerOperation.Embedding _,
          LayerOperation.Dropout _,
          LayerOperation.Imported _ ->
          1;
      case LayerOperation.Given() -> 0;
      case LayerOperation.Sum(), LayerOperation.Product() -> layer.sources().size() - 1;
      case LayerOperation.Concatenation _, LayerOperation.Reshape _, LayerOperation.Slice _ -> 1;
    };
  }
}
