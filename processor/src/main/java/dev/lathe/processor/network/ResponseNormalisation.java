package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.power;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code @LocalResponseNorm}: {@code x / (k + alpha mean)^beta}, the mean of the squares in a
 * window whose cells outside of the map count as 0. It is taken by an average pooling; across
 * channels, these and the first spatial axis change places for it.
 */
public record ResponseNormalisation(
    int size, int before, double alpha, double beta, double k, boolean withinChannels)
    implements TensorLayer {

  @Override
  public String title() {
    return "local response norm %d%s".formatted(size, withinChannels ? " within channels" : "");
  }

  @Override
  public List<Reach> reach(Shape input) {
    return withinChannels
        ? Collections.nCopies(input.spatialRank(), new Reach(size, 1))
        : Reach.cells(input);
  }

  @Override
  public Node append(LayerNodes nodes) {
    Node x = nodes.input();
    Node squares = nodes.pointwise("squares", multiply(operand(0), operand(0)), x);
    Node means = withinChannels ? pooled(nodes, squares, true) : acrossChannels(nodes, squares);
    Formula divisor = add(multiply(operand(1), constant(alpha)), constant(k));
    Formula quotient = multiply(operand(0), power(divisor, constant(-beta)));
    return nodes.pointwise("normalised", quotient, x, means);
  }

  private Node acrossChannels(LayerNodes nodes, Node squares) {
    Shape shape = squares.shape();
    if (shape.rank() == 1) {
      Node row = nodes.reshape("row", Shape.of(1, shape.channels()), squares);
      return nodes.reshape("vector", shape, pooled(nodes, row, false));
    }
    int[] order = new int[shape.rank()];
    for (int axis = 2; axis < order.length; axis++) {
      order[axis] = axis;
    }
    order[0] = 1;
    Node turned = nodes.reindex("turned", Relocation.permutation(shape, order), squares);
    Node means = pooled(nodes, turned, false);
    return nodes.reindex("back", Relocation.permutation(means.shape(), order), means);
  }

  /** The means of windows over every spatial axis, or over the first alone. */
  private Node pooled(LayerNodes nodes, Node squares, boolean everyAxis) {
    int rank = squares.shape().spatialRank();
    List<Integer> ones = Collections.nCopies(rank, 1);
    Window window =
        new Window(
            sizes(rank, everyAxis, size, 1),
            ones,
            sizes(rank, everyAxis, before, 0),
            sizes(rank, everyAxis, size - 1 - before, 0),
            ones);
    return nodes.add(
        "means", new Operation.AveragePool(window, new Divisor.Fixed(window.taps())), squares);
  }

  private static List<Integer> sizes(int rank, boolean everyAxis, int figure, int otherwise) {
    return IntStream.range(0, rank)
        .map(d -> everyAxis || d == 0 ? figure : otherwise)
        .boxed()
        .toList();
  }
}
