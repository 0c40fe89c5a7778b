package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Tiles;
import dev.lathe.processor.graph.WeightTransform;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Winograd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Computes convolutions by {@link Winograd}'s algorithm: a transform of the map along each axis, a
 * product of matrices for each element of a transformed tile (which is a grouped convolution with a
 * kernel of one tap, and scheduled as such), and a transform back along each axis. Weights are
 * transformed when they are loaded.
 */
final class WinogradConvolution implements Rewrite {
  private static final int LONGEST_KERNEL = 5;

  private final WinogradPolicy policy;

  WinogradConvolution(WinogradPolicy policy) {
    this.policy = policy;
  }

  /** One convolution: its filters along the axes of the kernel that have more than one tap. */
  private record Plan(Node convolution, Operation.Convolution operation, int outputs) {

    /** The axes of a map's shape along which tiles are transformed. */
    List<Integer> axes() {
      List<Integer> axes = new ArrayList<>();
      for (int d = 0; d < operation.window().rank(); d++) {
        if (operation.window().kernel().get(d) > 1) {
          axes.add(d + 1);
        }
      }
      return axes;
    }

    Winograd filter(int axis) {
      return new Winograd(outputs, operation.window().kernel().get(axis - 1));
    }

    WeightTransform ofWeights() {
      List<WeightTransform.Step> steps = new ArrayList<>();
      for (int axis : axes()) {
        var matrix = filter(axis).ofWeights();
        steps.add(
            new WeightTransform.Step(axis + 1, operation.flip() ? matrix.reversed() : matrix));
      }
      return new WeightTransform("Winograd's filter for " + outputs + " outputs", steps);
    }
  }

  @Override
  public Graph apply(Graph graph) {
    Map<Integer, Plan> ofConvolutions = new HashMap<>();
    Map<Integer, Plan> ofWeights = new HashMap<>();
    for (Node node : graph.nodes()) {
      plan(graph, node)
          .ifPresent(
              plan -> {
                ofConvolutions.put(node.id(), plan);
                ofWeights.put(node.operand(1), plan);
              });
    }
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      Plan transformed = ofWeights.get(node.id());
      Plan plan = ofConvolutions.get(node.id());
      if (transformed != null) {
        copy.put(node, weights(copy, node, transformed.ofWeights()));
      } else if (plan != null) {
        copy.put(node, convolution(copy, plan));
      } else {
        copy.copy(node);
      }
    }
    return copy.finish();
  }

  private Optional<Plan> plan(Graph graph, Node node) {
    if (!(node.operation() instanceof Operation.Convolution convolution)
        || !isPlain(convolution)
        || !isOwnParameter(graph, node)) {
      return Optional.empty();
    }
    OptionalInt outputs = policy.outputs(graph, node);
    return outputs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Plan(node, convolution, outputs.getAsInt()));
  }

  private static boolean isPlain(Operation.Convolution convolution) {
    Window window = convolution.window();
    return convolution.connections().equals(Connections.full())
        && convolution.epilogue().maxPool().isEmpty()
        && window.stride().stream().allMatch(stride -> stride == 1)
        && window.dilation().stream().allMatch(dilation -> dilation == 1)
        && window.kernel().stream().anyMatch(taps -> taps > 1)
        && window.kernel().stream().allMatch(taps -> taps <= LONGEST_KERNEL);
  }

  /** Weights that another node reads as they are stored stay as they are. */
  private static boolean isOwnParameter(Graph graph, Node convolution) {
    Node weights = graph.operand(convolution, 1);
    return weights.operation() instanceof Operation.Parameter parameter
        && parameter.transform().isEmpty()
        && parameter.stored().equals(weights.shape())
        && graph.users(weights.id()).size() == 1
        && !graph.outputs().contains(weights.id());
  }

  private static Node weights(GraphCopy copy, Node node, WeightTransform transform) {
    Operation.Parameter parameter = (Operation.Parameter) node.operation();
    Operation transformed =
        new Operation.Parameter(
            parameter.name(), parameter.stored(), parameter.learned(), Optional.of(transform));
    return copy.add(node.name(), node, transformed, transform.shape(parameter.stored()));
  }

  private static Node convolution(GraphCopy copy, Plan plan) {
    Node node = plan.convolution();
    Window window = plan.operation().window();
    Node map = copy.of(node.operand(0));
    int products = 1;
    for (int axis : plan.axes()) {
      Winograd filter = plan.filter(axis);
      int tiles = Math.ceilDiv(node.shape().extent(axis), plan.outputs());
      Tiles cells = new Tiles(-window.before().get(axis - 1), plan.outputs(), tiles);
      map =
          copy.add(
              node.name() + "_" + (axis == plan.axes().getFirst() ? "tiles" : "cells"),
              node,
              new Operation.WinogradInput(axis, filter.ofInput(), cells),
              extents(map.shape(), filter.products() * map.shape().channels(), axis, tiles),
              map);
      products *= filter.products();
    }
    int[] one = window.kernel().stream().mapToInt(_ -> 1).toArray();
    Operation product =
        new Operation.Convolution(
            Window.of(one), new Connections.Groups(products), false, Epilogue.NONE);
    int channels = products * node.shape().channels();
    map =
        copy.add(
            node.name() + "_products",
            node,
            product,
            extents(map.shape(), channels, 1, map.shape().extent(1)),
            map,
            copy.of(node.operand(1)));
    for (int axis : plan.axes().reversed()) {
      boolean last = axis == plan.axes().getFirst();
      Winograd filter = plan.filter(axis);
      Operation output =
          new Operation.WinogradOutput(
              axis, filter.ofOutput(), last ? plan.operation().epilogue() : Epilogue.NONE);
      Shape shape =
          extents(
              map.shape(),
              map.shape().channels() / filter.products(),
              axis,
              node.shape().extent(axis));
      String name = last ? node.name() : node.name() + "_sums";
      map =
          last && plan.operation().epilogue().bias()
              ? copy.add(name, node, output, shape, map, copy.of(node.operand(2)))
              : copy.add(name, node, output, shape, map);
    }
    return map;
  }

  private static Shape extents(Shape shape, int channels, int axis, int extent) {
    List<Integer> extents = new ArrayList<>(shape.extents());
    extents.set(0, channels);
    extents.set(axis, extent);
    return new Shape(extents);
  }
}
