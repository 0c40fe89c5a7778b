package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.List;

/**
 * What is counted of a layer.
 *
 * @param units cells of its output
 * @param weights learned figures, biases among them
 * @param links how often a unit reads a cell or its bias by a weight or window, in the manner of Y.
 *     LeCun's papers: cells of the padding count
 * @param multiplyAdds how often a weight is multiplied with a cell
 */
public record Census(long units, long weights, long links, long multiplyAdds) {

  /** Of nothing. */
  public static final Census NONE = new Census(0, 0, 0, 0);

  /** Both together. */
  public Census plus(Census other) {
    return new Census(
        units + other.units,
        weights + other.weights,
        links + other.links,
        multiplyAdds + other.multiplyAdds);
  }

  /** The counts of a layer. */
  public static Census of(LayerModel layer) {
    List<ParameterModel> learned =
        layer.parameters().stream().filter(each -> each.start().isLearned()).toList();
    long weights = learned.stream().mapToLong(each -> each.stored().size()).sum();
    long units = layer.output().size();
    long products = layer.operation().map(operation -> products(operation, layer)).orElse(0L);
    long biases = learned.stream().anyMatch(each -> each.name().endsWith(".bias")) ? units : 0;
    boolean generated = layer.operation().orElse(null) instanceof LayerOperation.Generated;
    long multiplyAdds = learned.isEmpty() && !generated ? 0 : multiplications(layer, products);
    return new Census(units, weights, products + biases, multiplyAdds);
  }

  /** A trainable subsampling sums first and multiplies once. */
  private static long multiplications(LayerModel layer, long products) {
    boolean sums = layer.operation().orElse(null) instanceof LayerOperation.Subsample;
    return sums ? layer.output().size() : products;
  }

  /** How many cells all units read together. */
  private static long products(LayerOperation operation, LayerModel layer) {
    Shape output = layer.output();
    return switch (operation) {
      case LayerOperation.Convolution convolution ->
          weight(operation, layer) * (convolution.isUntied() ? 1L : output.positions());
      case LayerOperation.TransposedConvolution _ ->
          weight(operation, layer) * layer.input().positions();
      case LayerOperation.Dense _ -> weight(operation, layer);
      case LayerOperation.Generated(LayerOperation generated) -> products(generated, layer);
      case LayerOperation.Pool(Windows windows, Pooling _) -> cells(windows, layer);
      case LayerOperation.Subsample(Window window) -> (long) output.size() * window.taps();
      case LayerOperation.Embedding _ -> output.size();
      case LayerOperation.BatchNorm norm -> norm.affine() ? output.size() : 0;
      case LayerOperation.Tensor(TensorLayer what) -> what.products(layer.input());
      case LayerOperation.Sum _, LayerOperation.Product _ ->
          (long) output.size() * layer.sources().size();
      case LayerOperation.Imported(String title, var _, var _) -> ofFile(title, layer);
      case LayerOperation.Given _,
          LayerOperation.Dropout _,
          LayerOperation.Concatenation _,
          LayerOperation.Reshape _,
          LayerOperation.Slice _ ->
          0;
    };
  }

  /** Each element of a file's weight is used once, or once for each position. */
  private static long ofFile(String title, LayerModel layer) {
    if (layer.parameters().isEmpty() || layer.parameters().getFirst().stored().rank() < 2) {
      return 0;
    }
    long weight = layer.parameters().getFirst().stored().size();
    return title.startsWith("Conv ") ? weight * layer.output().positions() : weight;
  }

  private static long weight(LayerOperation operation, LayerModel layer) {
    return LayerOperation.Generated.weight(operation, layer.input(), layer.output()).size();
  }

  /** Windows of one size count their padding; those that differ count what they see. */
  private static long cells(Windows windows, LayerModel layer) {
    if (windows instanceof Window window) {
      return (long) layer.output().size() * window.taps();
    }
    long cells = layer.input().channels();
    for (int axis = 0; axis < windows.rank(); axis++) {
      long along = 0;
      for (int position = 0; position < layer.output().extent(axis + 1); position++) {
        along += windows.cells(axis, position, layer.input().extent(axis + 1)).count();
      }
      cells *= along;
    }
    return cells;
  }
}
