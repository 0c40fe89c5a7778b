package dev.lathe.processor.graph;

import java.util.ArrayList;
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
      case Operation.MaxPool(Windows windows) ->
          slide(windows, operands.get(0), operands.get(0).channels());
      case Operation.AveragePool(Windows windows, Divisor _) ->
          slide(windows, operands.get(0), operands.get(0).channels());
      case Operation.SmoothPool(Windows windows, SmoothPooling _) ->
          slide(windows, operands.get(0), operands.get(0).channels());
      case Operation.BiasGradient() -> Shape.of(operands.get(0).channels());
      case Operation.NegativeLogLikelihood(), Operation.SquaredError() -> Shape.of();
      case Operation.Input(),
          Operation.Target(),
          Operation.Parameter _,
          Operation.TransposedConvolution _,
          Operation.TransformInput _,
          Operation.TransformProducts _,
          Operation.TransformOutput _,
          Operation.WeightGradient _,
          Operation.AveragePoolGradient _,
          Operation.Mask _,
          Operation.LookupGradient _,
          Operation.ReindexGradient _,
          Operation.Scatter _,
          Operation.Reshape(),
          Operation.Constant _ ->
          throw new IllegalArgumentException("the shape of " + operation + " must be given");
      case Operation.AddBias(),
          Operation.Activate _,
          Operation.ActivationGradient _,
          Operation.MaxPoolGradient _,
          Operation.SmoothPoolGradient _,
          Operation.Softmax(),
          Operation.SoftmaxGradient(),
          Operation.LogSoftmax(),
          Operation.LogSoftmaxGradient(),
          Operation.NegativeLogLikelihoodGradient(),
          Operation.SquaredErrorGradient(),
          Operation.BatchMean _,
          Operation.Add(),
          Operation.ExtremeGradient _,
          Operation.KeptPlaces _,
          Operation.Accumulate() ->
          operands.get(0);
      case Operation.Gather() -> operands.get(1);
      case Operation.Lookup _ -> {
        Shape numbers = operands.get(0);
        int[] positions =
            numbers.spatialRank() == 0 ? new int[] {numbers.channels()} : numbers.spatial();
        yield Shape.map(operands.get(1).extent(1), positions);
      }
      case Operation.Pointwise _ -> Broadcasting.shape(operands);
      case Operation.Reduce(Reduction _, List<Integer> axes) -> reduced(operands.get(0), axes);
      case Operation.Reindex(Relocation relocation) -> relocation.shape(operands.get(0));
      case Operation.Concatenate(int axis) -> concatenated(operands, axis);
    };
  }

  private static Shape reduced(Shape value, List<Integer> axes) {
    List<Integer> extents = new ArrayList<>(value.extents());
    axes.forEach(axis -> extents.set(axis, 1));
    return new Shape(extents);
  }

  private static Shape concatenated(List<Shape> operands, int axis) {
    List<Integer> extents = new ArrayList<>(operands.get(0).extents());
    int sum = 0;
    for (Shape operand : operands) {
      sum = Sizes.sum(sum, operand.extent(axis));
      extents.set(axis, operand.extent(axis));
      if (!operand.extents().equals(extents)) {
        throw new MisfitException("%s do not fit together along axis %d".formatted(operands, axis));
      }
    }
    extents.set(axis, sum);
    return new Shape(extents);
  }

  private static String words(Windows windows) {
    return switch (windows) {
      case Window window ->
          "a kernel of %s cells, dilation %s, between padding of %s and %s,"
              .formatted(
                  new Shape(window.kernel()),
                  new Shape(window.dilation()),
                  new Shape(window.before()),
                  new Shape(window.after()));
      case AdaptiveWindows adaptive -> "a window of " + adaptive;
    };
  }

  private static Shape slide(Windows windows, Shape input, int channels) {
    int[] extents = windows.outputExtents(input.spatial());
    for (int extent : extents) {
      if (extent < 1) {
        throw new MisfitException("%s does not fit %s".formatted(words(windows), input));
      }
    }
    return Shape.map(channels, extents);
  }
}
