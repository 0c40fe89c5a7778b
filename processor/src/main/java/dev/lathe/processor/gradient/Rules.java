package dev.lathe.processor.gradient;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The derivative of every operation: given the loss's derivative {@code dy} in a node's value, what
 * the node contributes to the derivative in one of its operands.
 */
final class Rules {
  private final GraphBuilder builder;
  private final TensorRules tensors;

  Rules(GraphBuilder builder) {
    this.builder = builder;
    this.tensors = new TensorRules(builder);
  }

  /**
   * Whether the operand number {@code slot} moves the value in steps only, so that it has no
   * derivative: numbers that elements are looked up by, and what such numbers are found from.
   */
  static boolean isStep(Operation operation, int slot) {
    return switch (operation) {
      case Operation.Lookup _ -> slot == 0;
      case Operation.Gather(), Operation.Scatter _ -> slot == 1;
      case Operation.KeptPlaces _ -> true;
      default -> false;
    };
  }

  /** The derivative in the scores' side of a loss: where the backward pass begins, with dy = 1. */
  Node ofLoss(Node loss, String name) {
    Node y = builder.node(loss.operand(0));
    Node target = builder.node(loss.operand(1));
    Operation gradient =
        switch (loss.operation()) {
          case Operation.NegativeLogLikelihood() -> new Operation.NegativeLogLikelihoodGradient();
          case Operation.SquaredError() -> new Operation.SquaredErrorGradient();
          default -> throw new IllegalArgumentException(loss + " is no loss");
        };
    return builder.add(name, y.layer(), gradient, y.shape(), y, target);
  }

  /**
   * What {@code node} contributes to the derivative in its operand number {@code slot}: a new node
   * of that name, or {@code dy} itself where the derivative passes unchanged.
   */
  Node contribution(Node node, int slot, Node dy, String name) {
    Node operand = builder.node(node.operand(slot));
    return switch (node.operation()) {
      case Operation.Convolution(
              Window window,
              Connections connections,
              boolean flip,
              Epilogue epilogue) -> {
        requireUnfused(node, epilogue);
        Operation inMap =
            new Operation.TransposedConvolution(window, connections, flip, Epilogue.NONE);
        Operation inWeight = new Operation.WeightGradient(window, connections, flip);
        yield slot == 0
            ? add(name, operand, inMap, dy, operand(node, 1))
            : add(name, operand, inWeight, operand(node, 0), dy);
      }
      // The adjoint of the adjoint, with the same weight; in its weight, map and derivative change
      // roles.
      case Operation.TransposedConvolution(
              Window window,
              Connections connections,
              boolean flip,
              Epilogue epilogue) -> {
        requireUnfused(node, epilogue);
        Window exact = exact(window, node, operand(node, 0));
        Operation inMap = new Operation.Convolution(exact, connections, flip, Epilogue.NONE);
        Operation inWeight = new Operation.WeightGradient(exact, connections, flip);
        yield slot == 0
            ? add(name, operand, inMap, dy, operand(node, 1))
            : add(name, operand, inWeight, dy, operand(node, 0));
      }
      case Operation.AddBias() ->
          slot == 0 ? dy : add(name, operand, new Operation.BiasGradient(), dy);
      case Operation.Activate(Activation function) ->
          add(name, operand, new Operation.ActivationGradient(function), node, dy);
      case Operation.MaxPool(Windows windows) ->
          add(name, operand, new Operation.MaxPoolGradient(windows), operand, node, dy);
      case Operation.AveragePool(Windows windows, Divisor divisor) ->
          add(name, operand, new Operation.AveragePoolGradient(windows, divisor), dy);
      case Operation.SmoothPool(Windows windows, SmoothPooling kind) ->
          add(name, operand, new Operation.SmoothPoolGradient(windows, kind), operand, node, dy);
      case Operation.Softmax() -> add(name, operand, new Operation.SoftmaxGradient(), node, dy);
      case Operation.LogSoftmax() ->
          add(name, operand, new Operation.LogSoftmaxGradient(), node, dy);
      case Operation.Add() -> dy;
      case Operation.Pointwise(Formula formula) -> tensors.pointwise(formula, node, slot, dy, name);
      case Operation.Reduce reduce -> tensors.reduce(reduce, node, operand, dy, name);
      case Operation.Reindex(Relocation relocation) ->
          tensors.reindex(relocation, operand, dy, name);
      case Operation.Gather() ->
          add(name, operand, new Operation.Scatter(true), dy, operand(node, 1));
      case Operation.Scatter _ -> add(name, operand, new Operation.Gather(), dy, operand(node, 1));
      case Operation.Reshape() -> add(name, operand, new Operation.Reshape(), dy);
      case Operation.Concatenate(int axis) -> tensors.slice(axis, node, slot, dy, name);
      case Operation.Lookup(int padding) ->
          add(name, operand, new Operation.LookupGradient(padding), operand(node, 0), dy);
      case Operation.BatchMean _ ->
          add(name, operand, new Operation.BatchMean(Optional.empty()), dy);
      // One of several losses: what it would contribute alone, times its weight.
      case Operation.NegativeLogLikelihood(), Operation.SquaredError() -> {
        Node alone = ofLoss(node, name + ".alone");
        Formula product = Formulas.multiply(Formulas.operand(0), Formulas.operand(1));
        yield add(name, operand, new Operation.Pointwise(product), alone, dy);
      }
      case Operation.TransformInput _, Operation.TransformProducts _, Operation.TransformOutput _ ->
          throw new IllegalArgumentException(node + " is made after the backward pass is derived");
      case Operation.Constant _,
          Operation.KeptPlaces _,
          Operation.Mask _,
          Operation.Input(),
          Operation.Target(),
          Operation.Parameter _ ->
          throw new IllegalArgumentException(node + " passes no derivative on");
      case Operation.WeightGradient _,
          Operation.LookupGradient _,
          Operation.BiasGradient(),
          Operation.ActivationGradient _,
          Operation.MaxPoolGradient _,
          Operation.AveragePoolGradient _,
          Operation.SmoothPoolGradient _,
          Operation.SoftmaxGradient(),
          Operation.LogSoftmaxGradient(),
          Operation.NegativeLogLikelihoodGradient(),
          Operation.SquaredErrorGradient(),
          Operation.ExtremeGradient _,
          Operation.ReindexGradient _,
          Operation.Accumulate() ->
          throw new IllegalArgumentException(
              node + " belongs to a backward pass: second derivatives are not derived");
    };
  }

  private Node operand(Node node, int slot) {
    return builder.node(node.operand(slot));
  }

  private Node add(String name, Node primal, Operation operation, Node... operands) {
    return builder.add(name, primal.layer(), operation, primal.shape(), operands);
  }

  /**
   * The window with the padding behind the map such that it takes exactly as many positions over
   * the value of a transposed convolution as that one's map has. Output padding below the stride
   * needs no change, as the extents' floor absorbs it; above (where dilation allows it) the last
   * cells belong to no window, which makes the padding behind them smaller, or negative.
   */
  private static Window exact(Window window, Node transposed, Node map) {
    int[] extents = window.outputExtents(transposed.shape().spatial());
    int[] after = new int[extents.length];
    for (int axis = 0; axis < extents.length; axis++) {
      int excess = extents[axis] - map.shape().extent(axis + 1);
      after[axis] = window.after().get(axis) - window.stride().get(axis) * excess;
    }
    return new Window(
        window.kernel(),
        window.stride(),
        window.before(),
        IntStream.of(after).boxed().toList(),
        window.dilation());
  }

  private static void requireUnfused(Node node, Epilogue epilogue) {
    if (!epilogue.equals(Epilogue.NONE)) {
      throw new IllegalArgumentException(
          node + " has a fused epilogue: derive the gradient before the rewrites");
    }
  }
}
