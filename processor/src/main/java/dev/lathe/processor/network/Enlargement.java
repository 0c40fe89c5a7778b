package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code @Upsample}.
 *
 * @param factors of the spatial axes
 * @param linear whether neighbours are joined by straight lines
 * @param alignCorners whether the first and last centres stay, instead of the borders
 */
public record Enlargement(List<Integer> factors, boolean linear, boolean alignCorners)
    implements TensorLayer {

  public Enlargement {
    factors = List.copyOf(factors);
  }

  @Override
  public String title() {
    return "upsample "
        + factors.stream().map(String::valueOf).collect(Collectors.joining("x"))
        + (linear ? ", linear" : "")
        + (alignCorners ? ", corners aligned" : "");
  }

  @Override
  public Shape output(Shape input) {
    Shape output = input;
    for (int d = 0; d < factors.size(); d++) {
      output = Shapes.with(output, d + 1, Sizes.product(input.extent(d + 1), factors.get(d)));
    }
    return output;
  }

  @Override
  public List<Reach> reach(Shape input) {
    return factors.stream().map(factor -> new Reach(linear ? 2 : 1, 1.0 / factor)).toList();
  }

  @Override
  public Node append(LayerNodes nodes) {
    if (!linear) {
      return nodes.reindex("enlarged", nearest(nodes.input().shape()), nodes.input());
    }
    Node value = nodes.input();
    for (int d = 0; d < factors.size(); d++) {
      value = enlarged(nodes, value, d + 1, factors.get(d));
    }
    return value;
  }

  private Relocation nearest(Shape input) {
    Relocation relocation = Relocation.identity(input);
    for (int d = 0; d < factors.size(); d++) {
      int factor = factors.get(d);
      List<Integer> indices =
          IntStream.range(0, input.extent(d + 1) * factor).map(k -> k / factor).boxed().toList();
      relocation = relocation.withIndices(d + 1, indices);
    }
    return relocation;
  }

  /** {@code a + weight (b - a)} between the two neighbours of every new cell along one axis. */
  private Node enlarged(LayerNodes nodes, Node x, int axis, int factor) {
    int extent = x.shape().extent(axis);
    List<Integer> lower = new ArrayList<>();
    List<Integer> upper = new ArrayList<>();
    double[] weights = new double[extent * factor];
    for (int k = 0; k < weights.length; k++) {
      double at = Math.max(0, position(k, extent, factor));
      int below = Math.min((int) Math.floor(at), extent - 1);
      lower.add(below);
      upper.add(Math.min(below + 1, extent - 1));
      weights[k] = at - below;
    }
    Relocation whole = Relocation.identity(x.shape());
    Node a = nodes.reindex("lower" + axis, whole.withIndices(axis, lower), x);
    Node b = nodes.reindex("upper" + axis, whole.withIndices(axis, upper), x);
    List<Integer> ones = new ArrayList<>(Collections.nCopies(x.shape().rank(), 1));
    ones.set(axis, weights.length);
    Node weight = nodes.figures("weights" + axis, new Shape(ones), weights);
    Formula between = add(operand(0), multiply(subtract(operand(1), operand(0)), operand(2)));
    return nodes.pointwise("enlarged" + axis, between, a, b, weight);
  }

  /** Where the centre of new cell k lies among the centres of the old ones. */
  private double position(int k, int extent, int factor) {
    if (alignCorners) {
      int last = extent * factor - 1;
      return last == 0 ? 0 : k * (extent - 1) / (double) last;
    }
    return (k + 0.5) / factor - 0.5;
  }
}
