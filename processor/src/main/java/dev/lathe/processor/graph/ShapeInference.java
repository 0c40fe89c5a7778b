package dev.lathe.processor.graph;

import java.util.List;

/** The shape of an operation's value, where it follows from the operands' shapes. */
public final class ShapeInference {
  private ShapeInference() {}

  /**
   * The shape of {@code operation} applied to values of the given shapes.
   *
   * @throws IllegalArgumentException where the operation's shape does not follow from its
   *     operands', or no window fits: validation has refused such networks before
   */
  public static Shape infer(Operation operation, List<Shape> operands) {
    return switch (operation) {
      case Operation.Convolution(
              Window window,
              Connections connections,
              boolean _,
              Epilogue epilogue) -> {
        int outputs = connections.outputs(operands.get(1), window);
        Shape map = slide(window, operands.get(0), outputs);
        yield epilogue.maxPool().map(pool -> slide(pool, map, map.channels())).orElse(map);
      }
      case Operation.MaxPool(Window window) ->
          slide(window, operands.get(0), operands.get(0).channels());
      case Operation.AveragePool(Window window, boolean _) ->
          slide(window, operands.get(0), operands.get(0).channels());
      case Operation.BiasGradient() -> Shape.of(operands.get(0).channels());
      case Operation.NegativeLogLikelihood(), Operation.SquaredError() -> Shape.of();
      case Operation.Input(),
          Operation.Target(),
          Operation.Parameter _,
          Operation.TransposedConvolution _,
          Operation.WeightGradient _,
          Operation.AveragePoolGradient _ ->
          throw new IllegalArgumentException("the shape of " + operation + " must be given");
      case Operation.AddBias(),
          Operation.Activate _,
          Operation.ActivationGradient _,
          Operation.MaxPoolGradient _,
          Operation.Softmax(),
          Operation.SoftmaxGradient(),
          Operation.LogSoftmax(),
          Operation.LogSoftmaxGradient(),
          Operation.NegativeLogLikelihoodGradient(),
          Operation.SquaredErrorGradient(),
          Operation.Add() ->
          operands.get(0);
    };
  }

  private static Shape slide(Window window, Shape input, int channels) {
    int[] extents = window.outputExtents(input.spatial());
    for (int extent : extents) {
      if (extent < 1) {
        throw new IllegalArgumentException("no window of " + window + " fits " + input);
      }
    }
    return Shape.map(channels, extents);
  }
}
