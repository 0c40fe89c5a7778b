package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Identifiers;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The contractions that compute a node: none for operations of other kinds, several for strided
 * adjoints.
 */
public final class Contractions {
  private Contractions() {}

  /**
   * The contractions of a node.
   *
   * @param fold how many groups of a grouped convolution are computed as one: see {@link #folds}
   */
  public static List<Contraction> of(Graph graph, Node node, int fold) {
    return switch (node.operation()) {
      case Operation.Convolution convolution ->
          List.of(convolution(graph, node, convolution, fold));
      case Operation.TransposedConvolution transposed ->
          TransposedPhases.of(graph, node, transposed, fold);
      case Operation.TransformProducts products -> TileProducts.of(graph, node, products);
      case Operation.WeightGradient gradient ->
          List.of(weightGradient(graph, node, gradient, fold));
      case Operation.BiasGradient() -> List.of(biasGradient(graph, node));
      default -> List.of();
    };
  }

  /**
   * Into how many groups at once it may pay to fold the groups of a convolution, for vectors of
   * {@code lanes}: one, as few as fill whole vectors with their output maps, or all.
   */
  static Set<Integer> folds(Graph graph, Node node, int lanes) {
    Set<Integer> folds = new TreeSet<>(Set.of(1));
    Connections connections =
        switch (node.operation()) {
          case Operation.Convolution convolution -> convolution.connections();
          case Operation.TransposedConvolution transposed -> transposed.connections();
          case Operation.WeightGradient gradient -> gradient.connections();
          default -> Connections.full();
        };
    if (!(connections instanceof Connections.Groups(int groups)) || groups == 1 || lanes == 1) {
      return folds;
    }
    boolean packed =
        (node.operation() instanceof Operation.WeightGradient && graph.accumulates(node))
            || graph.operand(node, 1).operation() instanceof Operation.Parameter;
    if (!packed) {
      return folds; // the zeros between folded groups exist in packed weights only
    }
    // Vectors run along the channels of the result; a weight's gradient begins with them too.
    int channels = node.shape().channels();
    if (channels / groups % lanes == 0) {
      return folds;
    }
    for (int fold = 2; fold <= groups; fold++) {
      if (groups % fold == 0 && (fold == groups || channels / groups * fold % lanes == 0)) {
        folds.add(fold);
        if (fold < groups) {
          folds.add(groups);
        }
        break;
      }
    }
    return folds;
  }

  private static Contraction convolution(
      Graph graph, Node node, Operation.Convolution operation, int fold) {
    Window window = operation.window();
    Epilogue epilogue = operation.epilogue();
    Node map = graph.operand(node, 0);
    Channels channels =
        new Channels(
            operation.connections(), node.shape().channels(), map.shape().channels(), fold);
    List<Axis> axes = new ArrayList<>(channels.groupAxis());
    axes.add(new Axis(AxisNames.CHANNEL, Axis.Role.PARALLEL, channels.outputs()));
    List<Axis> pooled = new ArrayList<>();
    List<Axis> taps = new ArrayList<>();
    List<Index> mapAt = new ArrayList<>(List.of(channels.input(AxisNames.INPUT)));
    List<Index> tapAt = new ArrayList<>();
    List<Index> outAt = new ArrayList<>(List.of(channels.output(AxisNames.CHANNEL)));
    for (int d = 0; d < window.rank(); d++) {
      String axis = AxisNames.position(window.rank(), d);
      String tap = AxisNames.tap(window.rank(), d);
      int kernel = window.kernel().get(d);
      axes.add(new Axis(axis, Axis.Role.PARALLEL, node.shape().extent(d + 1)));
      taps.add(new Axis(tap, Axis.Role.SUMMED, kernel));
      Index position = Index.variable(axis);
      if (epilogue.maxPool().isPresent()) {
        int pool = epilogue.maxPool().get().kernel().get(d);
        String inWindow = AxisNames.pooled(window.rank(), d);
        pooled.add(new Axis(inWindow, Axis.Role.POOLED, pool));
        position = position.times(pool).plus(inWindow, 1);
      }
      mapAt.add(
          position
              .times(window.stride().get(d))
              .plus(tap, window.dilation().get(d))
              .plus(-window.before().get(d)));
      tapAt.add(tapIndex(tap, kernel, operation.flip()));
      outAt.add(Index.variable(axis));
    }
    axes.addAll(pooled);
    axes.add(new Axis(AxisNames.INPUT, Axis.Role.SUMMED, channels.inputs()));
    axes.addAll(taps);
    List<Index> positions = outAt.subList(1, outAt.size());
    return new Contraction(
        Identifiers.of(node.name()),
        axes,
        new Access(map.id(), mapAt),
        Padded.of(map.shape(), mapAt, axes),
        Optional.of(
            channels.weight(
                graph.operand(node, 1), AxisNames.CHANNEL, AxisNames.INPUT, positions, tapAt)),
        new Access(node.id(), outAt),
        false,
        epilogue.bias() ? Optional.of(node.operand(2)) : Optional.empty(),
        addend(node, epilogue, outAt),
        epilogue.function());
  }

  /** Another value, read where the result is written. */
  static Optional<Access> addend(Node node, Epilogue epilogue, List<Index> outAt) {
    return epilogue.addend()
        ? Optional.of(new Access(node.operands().getLast(), outAt))
        : Optional.empty();
  }

  private static Contraction weightGradient(
      Graph graph, Node node, Operation.WeightGradient operation, int fold) {
    Window window = operation.window();
    Node map = graph.operand(node, 0);
    Node derivative = graph.operand(node, 1);
    Channels channels =
        new Channels(
            operation.connections(), derivative.shape().channels(), map.shape().channels(), fold);
    Axis.Role position =
        operation.connections() instanceof Connections.Untied
            ? Axis.Role.PARALLEL
            : Axis.Role.SUMMED;
    List<Axis> axes = new ArrayList<>(channels.groupAxis());
    axes.add(new Axis(AxisNames.CHANNEL, Axis.Role.PARALLEL, channels.outputs()));
    List<Axis> positions = new ArrayList<>();
    List<Index> mapAt = new ArrayList<>(List.of(channels.input(AxisNames.INPUT)));
    List<Index> derivativeAt = new ArrayList<>(List.of(channels.output(AxisNames.CHANNEL)));
    List<Index> tapAt = new ArrayList<>();
    for (int d = 0; d < window.rank(); d++) {
      String axis = AxisNames.position(window.rank(), d);
      String tap = AxisNames.tap(window.rank(), d);
      axes.add(new Axis(tap, Axis.Role.PARALLEL, window.kernel().get(d)));
      positions.add(new Axis(axis, position, derivative.shape().extent(d + 1)));
      mapAt.add(
          Index.variable(axis)
              .times(window.stride().get(d))
              .plus(tap, window.dilation().get(d))
              .plus(-window.before().get(d)));
      derivativeAt.add(Index.variable(axis));
      tapAt.add(tapIndex(tap, window.kernel().get(d), operation.flip()));
    }
    axes.add(new Axis(AxisNames.INPUT, Axis.Role.PARALLEL, channels.inputs()));
    axes.addAll(positions);
    return new Contraction(
        Identifiers.of(node.name()),
        axes,
        new Access(map.id(), mapAt),
        Padded.of(map.shape(), mapAt, axes),
        Optional.of(new Access(derivative.id(), derivativeAt)),
        channels.weight(
            node,
            AxisNames.CHANNEL,
            AxisNames.INPUT,
            derivativeAt.subList(1, derivativeAt.size()),
            tapAt),
        graph.accumulates(node),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Contraction biasGradient(Graph graph, Node node) {
    Node derivative = graph.operand(node, 0);
    boolean perUnit = node.shape().positions() > 1;
    List<Axis> axes = new ArrayList<>();
    axes.add(new Axis(AxisNames.CHANNEL, Axis.Role.PARALLEL, node.shape().channels()));
    List<Index> derivativeAt = new ArrayList<>(List.of(Index.variable(AxisNames.CHANNEL)));
    List<Index> biasAt = new ArrayList<>(derivativeAt);
    int rank = derivative.shape().spatialRank();
    for (int d = 0; d < rank; d++) {
      String axis = AxisNames.position(rank, d);
      Axis.Role role = perUnit ? Axis.Role.PARALLEL : Axis.Role.SUMMED;
      axes.add(new Axis(axis, role, derivative.shape().extent(d + 1)));
      derivativeAt.add(Index.variable(axis));
      // A bias of a lone position has its axes, too: all derivatives go there.
      biasAt.add(perUnit ? Index.variable(axis) : Index.of(0));
    }
    return new Contraction(
        Identifiers.of(node.name()),
        axes,
        new Access(derivative.id(), derivativeAt),
        List.of(),
        Optional.empty(),
        new Access(node.id(), biasAt.subList(0, node.shape().rank())),
        graph.accumulates(node),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Index tapIndex(String tap, int kernel, boolean flip) {
    return flip ? Index.of(kernel - 1).plus(tap, -1) : Index.variable(tap);
  }
}
