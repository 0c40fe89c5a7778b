package dev.lathe.processor.network;

import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one unit of a layer sees of the layer below, along an axis.
 *
 * @param cells how many neighbours, from the first to the last
 * @param step from what one unit sees to what its neighbour sees; below 1 where a layer enlarges
 */
public record Reach(int cells, double step) {

  /** One cell for each unit. */
  public static final Reach CELL = new Reach(1, 1);

  /** One cell for each unit, along every axis of a shape. */
  public static List<Reach> cells(Shape shape) {
    return Collections.nCopies(shape.spatialRank(), CELL);
  }

  /** The whole of a map. */
  public static List<Reach> whole(Shape shape) {
    return IntStream.of(shape.spatial()).mapToObj(extent -> new Reach(extent, extent)).toList();
  }

  /** The cells of windows. */
  static List<Reach> of(Windows windows, Shape map) {
    return IntStream.range(0, windows.rank())
        .mapToObj(
            axis ->
                switch (windows) {
                  case Window window -> new Reach(window.span(axis), window.stride().get(axis));
                  case AdaptiveWindows adaptive ->
                      adaptive(map.extent(axis + 1), adaptive.extents().get(axis));
                })
        .toList();
  }

  /** One cell for each unit, but for one axis of the shape: 0 are the channels. */
  static List<Reach> along(int axis, Reach reach, Shape shape) {
    List<Reach> reaches = new ArrayList<>(cells(shape));
    if (axis > 0) {
      reaches.set(axis - 1, reach);
    }
    return reaches;
  }

  /** The largest of the windows. */
  private static Reach adaptive(int extent, int windows) {
    int most = extent % windows == 0 ? extent / windows : Math.ceilDiv(extent, windows) + 1;
    return new Reach(Math.min(most, extent), (double) extent / windows);
  }

  /** The adjoint's: each unit is reached by the windows that cover it. */
  static List<Reach> ofAdjoint(Window window) {
    return IntStream.range(0, window.rank())
        .mapToObj(
            axis -> {
              int stride = window.stride().get(axis);
              return new Reach(Math.ceilDiv(window.span(axis), stride), 1.0 / stride);
            })
        .toList();
  }

  /** What one operation sees along each axis of its first operand. */
  static List<Reach> of(LayerOperation operation, Shape input, Shape output) {
    return switch (operation) {
      case LayerOperation.Convolution convolution -> of(convolution.window(), input);
      case LayerOperation.TransposedConvolution transposed -> ofAdjoint(transposed.window());
      case LayerOperation.Pool(Windows windows, Pooling _) -> of(windows, input);
      case LayerOperation.Subsample(Window window) -> of(window, input);
      case LayerOperation.Tensor(TensorLayer what) -> what.reach(input);
      case LayerOperation.Generated(LayerOperation generated) -> of(generated, input, output);
      // What a file's node sees is not told from its layer alone.
      case LayerOperation.Dense _, LayerOperation.Imported _ -> whole(input);
      case LayerOperation.Reshape _ ->
          input.spatialRank() == output.spatialRank()
                  && IntStream.of(input.spatial()).allMatch(extent -> extent == 1)
              ? cells(input)
              : whole(input);
      case LayerOperation.Embedding _ -> cells(output);
      case LayerOperation.Given _,
          LayerOperation.BatchNorm _,
          LayerOperation.Dropout _,
          LayerOperation.Sum _,
          LayerOperation.Product _,
          LayerOperation.Concatenation _,
          LayerOperation.Slice _ ->
          cells(input);
    };
  }
}
