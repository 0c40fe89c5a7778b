package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code @InvariantConv}: one convolution with all transformed filters, then the largest response.
 *
 * @param window of the filter as it is
 */
public record InvariantConvolution(
    Window window, int filters, FilterTransforms transforms, boolean bias) implements TensorLayer {

  @Override
  public String title() {
    return "invariant conv %s, %d transforms"
        .formatted(
            Titles.filters(window, Connections.full(), filters, LayerBias.perMap(bias), false),
            transforms.count());
  }

  @Override
  public Shape output(Shape input) {
    return Shape.map(filters, window.outputExtents(input.spatial()));
  }

  @Override
  public List<ParameterModel> parameters(String layer, Shape input) {
    List<Integer> extents = new ArrayList<>(List.of(filters, input.channels()));
    extents.addAll(window.kernel());
    Shape weight = new Shape(extents);
    int fanIn = weight.size() / filters;
    List<ParameterModel> parameters = new ArrayList<>();
    parameters.add(new ParameterModel(layer + ".weight", weight, weight, fanIn));
    if (bias) {
      parameters.add(
          new ParameterModel(layer + ".bias", Shape.of(filters), Shape.of(filters, 1, 1), fanIn));
    }
    return parameters;
  }

  @Override
  public List<Reach> reach(Shape input) {
    return Reach.of(widened(), input);
  }

  @Override
  public long products(Shape input) {
    long filter = (long) input.channels() * transforms.cells(window);
    return filter * transforms.count() * output(input).size();
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape output = output(nodes.input().shape());
    Node weights = transforms.append(nodes, nodes.parameter(0));
    Operation convolution = new Operation.Convolution(widened(), false, Epilogue.NONE);
    Node responses = nodes.add("responses", convolution, nodes.input(), weights);
    Shape apart = Shape.of(transforms.count(), filters, output.positions());
    Node each = nodes.reshape("each", apart, responses);
    Node largest = nodes.reduce("largest", Reduction.MAXIMUM, List.of(0), each);
    Node maps = nodes.reshape("maps", output, largest);
    return bias
        ? nodes.pointwise("biased", add(operand(0), operand(1)), maps, nodes.parameter(1))
        : maps;
  }

  /** The window of the largest filter, about the same centre. */
  private Window widened() {
    List<Integer> kernel = window.kernel().stream().map(transforms::extent).toList();
    List<Integer> more =
        IntStream.range(0, kernel.size())
            .mapToObj(d -> (kernel.get(d) - window.kernel().get(d)) / 2)
            .toList();
    return new Window(
        kernel,
        window.stride(),
        sums(window.before(), more),
        sums(window.after(), more),
        window.dilation());
  }

  private static List<Integer> sums(List<Integer> figures, List<Integer> more) {
    return IntStream.range(0, more.size()).mapToObj(d -> figures.get(d) + more.get(d)).toList();
  }
}
