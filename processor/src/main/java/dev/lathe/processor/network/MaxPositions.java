package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.minimum;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code @MaxPoolPositions}: the row-major number of each window's first largest cell.
 *
 * <p>The cells of all windows are laid out side by side, tap before window, each with its number;
 * the least number of those whose cell is the maximum is the first one's, as the cells of a window
 * are numbered in its own order.
 */
public record MaxPositions(Window window) implements TensorLayer {
  /** Above all numbers of cells; a float holds it. */
  private static final double BEYOND = 0x1p30;

  @Override
  public String title() {
    return "positions of max pool " + Titles.pool(window);
  }

  @Override
  public Shape output(Shape input) {
    return Shape.map(input.channels(), window.outputExtents(input.spatial()));
  }

  @Override
  public List<Reach> reach(Shape input) {
    return Reach.of(window, input);
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape input = nodes.input().shape();
    Relocation windows = Relocation.identity(input).withFill(Double.NEGATIVE_INFINITY);
    List<Integer> extents = new ArrayList<>(List.of(input.channels()));
    List<Integer> taps = new ArrayList<>();
    int[] outputs = window.outputExtents(input.spatial());
    for (int axis = 0; axis < window.rank(); axis++) {
      windows = windows.withIndices(axis + 1, cells(axis, outputs[axis], input));
      taps.add(extents.size());
      extents.addAll(List.of(window.kernel().get(axis), outputs[axis]));
    }
    Node rows = nodes.reindex("windows", windows, nodes.input());
    Node cells = nodes.reshape("cells", new Shape(extents), rows);
    Node largest = nodes.reduce("largest", Reduction.MAXIMUM, taps, cells);

    List<Node> operands = new ArrayList<>(List.of(cells, largest));
    Formula number = Formulas.ZERO;
    for (int axis = 0; axis < window.rank(); axis++) {
      number = add(number, operand(operands.size()));
      operands.add(numbers(nodes, axis, outputs[axis], input));
    }
    Formula candidate =
        Formulas.select(Formula.Comparison.EQUAL, operand(0), operand(1), number, constant(BEYOND));
    Node candidates = nodes.pointwise("candidates", candidate, operands.toArray(Node[]::new));
    Node first = nodes.reduce("first", Reduction.MINIMUM, taps, candidates);
    // Where all cells are NaN no candidate is left: the last cell stands for them.
    Formula inside = minimum(operand(0), constant(input.positions() - 1));
    Node numbered = nodes.pointwise("numbered", inside, first);
    return nodes.reshape("positions", output(input), numbered);
  }

  /** For every tap and window the cell along an axis. */
  private List<Integer> cells(int axis, int outputs, Shape input) {
    int extent = input.extent(axis + 1);
    return IntStream.range(0, window.kernel().get(axis))
        .flatMap(tap -> IntStream.range(0, outputs).map(out -> cell(axis, tap, out)))
        .map(cell -> cell >= 0 && cell < extent ? cell : Relocation.OUTSIDE)
        .boxed()
        .toList();
  }

  private int cell(int axis, int tap, int output) {
    return output * window.stride().get(axis)
        + tap * window.dilation().get(axis)
        - window.before().get(axis);
  }

  /** What a cell's coordinate along an axis adds to its number, stretched along the other axes. */
  private Node numbers(LayerNodes nodes, int axis, int outputs, Shape input) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(1 + 2 * window.rank(), 1));
    extents.set(1 + 2 * axis, window.kernel().get(axis));
    extents.set(2 + 2 * axis, outputs);
    int row = input.strides()[axis + 1];
    double[] figures =
        cells(axis, outputs, input).stream()
            .mapToDouble(cell -> cell == Relocation.OUTSIDE ? BEYOND : (double) cell * row)
            .toArray();
    return nodes.figures("numbers" + axis, new Shape(extents), figures);
  }
}
