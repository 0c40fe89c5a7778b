package dev.lathe.processor.schedule;

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

/**
 * The contractions that compute a node: none for operations of other kinds, several for strided
 * adjoints.
 */
public final class Contractions {
  private Contractions() {}

  public static List<Contraction> of(Graph graph, Node node) {
    return switch (node.operation()) {
      case Operation.Convolution(Window window, boolean flip, Epilogue epilogue) ->
          List.of(convolution(graph, node, window, flip, epilogue));
      case Operation.TransposedConvolution(Window window, boolean flip, Epilogue epilogue) ->
          TransposedPhases.of(graph, node, window, flip, epilogue);
      case Operation.WeightGradient(Window window, boolean flip) ->
          List.of(weightGradient(graph, node, window, flip));
      case Operation.BiasGradient() -> List.of(biasGradient(graph, node));
      default -> List.of();
    };
  }

  private static Contraction convolution(
      Graph graph, Node node, Window window, boolean flip, Epilogue epilogue) {
    Node map = graph.operand(node, 0);
    List<Axis> axes = new ArrayList<>();
    axes.add(new Axis(Contraction.CHANNEL, Axis.Role.PARALLEL, node.shape().channels()));
    List<Axis> pooled = new ArrayList<>();
    List<Axis> taps = new ArrayList<>();
    List<Index> mapAt = new ArrayList<>(List.of(Index.variable("i")));
    List<Index> weightAt =
        new ArrayList<>(List.of(Index.variable(Contraction.CHANNEL), Index.variable("i")));
    List<Index> outAt = new ArrayList<>(List.of(Index.variable(Contraction.CHANNEL)));
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
      weightAt.add(tapIndex(tap, kernel, flip));
      outAt.add(Index.variable(axis));
    }
    axes.addAll(pooled);
    axes.add(new Axis("i", Axis.Role.SUMMED, map.shape().channels()));
    axes.addAll(taps);
    return new Contraction(
        Identifiers.of(node.name()),
        axes,
        new Access(map.id(), mapAt),
        Optional.of(new Access(node.operand(1), weightAt)),
        new Access(node.id(), outAt),
        false,
        epilogue.bias() ? Optional.of(node.operand(2)) : Optional.empty(),
        epilogue.activation());
  }

  private static Contraction weightGradient(Graph graph, Node node, Window window, boolean flip) {
    Node map = graph.operand(node, 0);
    Node derivative = graph.operand(node, 1);
    List<Axis> axes = new ArrayList<>();
    axes.add(new Axis(Contraction.CHANNEL, Axis.Role.PARALLEL, node.shape().extent(0)));
    axes.add(new Axis("i", Axis.Role.PARALLEL, node.shape().extent(1)));
    List<Axis> positions = new ArrayList<>();
    List<Index> mapAt = new ArrayList<>(List.of(Index.variable("i")));
    List<Index> derivativeAt = new ArrayList<>(List.of(Index.variable(Contraction.CHANNEL)));
    List<Index> outAt =
        new ArrayList<>(List.of(Index.variable(Contraction.CHANNEL), Index.variable("i")));
    for (int d = 0; d < window.rank(); d++) {
      String axis = AxisNames.position(window.rank(), d);
      String tap = AxisNames.tap(window.rank(), d);
      axes.add(new Axis(tap, Axis.Role.PARALLEL, window.kernel().get(d)));
      positions.add(new Axis(axis, Axis.Role.SUMMED, derivative.shape().extent(d + 1)));
      mapAt.add(
          Index.variable(axis)
              .times(window.stride().get(d))
              .plus(tap, window.dilation().get(d))
              .plus(-window.before().get(d)));
      derivativeAt.add(Index.variable(axis));
      outAt.add(tapIndex(tap, window.kernel().get(d), flip));
    }
    axes.addAll(positions);
    return new Contraction(
        Identifiers.of(node.name()),
        axes,
        new Access(map.id(), mapAt),
        Optional.of(new Access(derivative.id(), derivativeAt)),
        new Access(node.id(), outAt),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private static Contraction biasGradient(Graph graph, Node node) {
    Node derivative = graph.operand(node, 0);
    List<Axis> axes = new ArrayList<>();
    axes.add(new Axis(Contraction.CHANNEL, Axis.Role.PARALLEL, node.shape().channels()));
    List<Index> derivativeAt = new ArrayList<>(List.of(Index.variable(Contraction.CHANNEL)));
    int rank = derivative.shape().spatialRank();
    for (int d = 0; d < rank; d++) {
      String axis = AxisNames.position(rank, d);
      axes.add(new Axis(axis, Axis.Role.SUMMED, derivative.shape().extent(d + 1)));
      derivativeAt.add(Index.variable(axis));
    }
    return new Contraction(
        Identifiers.of(node.name()),
        axes,
        new Access(derivative.id(), derivativeAt),
        Optional.empty(),
        new Access(node.id(), List.of(Index.variable(Contraction.CHANNEL))),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private static Index tapIndex(String tap, int kernel, boolean flip) {
    return flip ? Index.of(kernel - 1).plus(tap, -1) : Index.variable(tap);
  }
}
