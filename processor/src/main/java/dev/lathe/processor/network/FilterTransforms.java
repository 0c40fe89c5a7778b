package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The transforms of filters of two axes. All are linear in the weights: quarter turns and mirroring
 * are movements, half of a quarter turn and other sizes are weighted sums of at most four cells.
 *
 * @param rotations how many directions, evenly round the circle: 1, 2, 4 or 8
 * @param reflections whether each is mirrored as well
 * @param scales factors of the size
 */
public record FilterTransforms(int rotations, boolean reflections, List<Double> scales) {
  private static final int QUARTERS = 4;

  public FilterTransforms {
    scales = List.copyOf(scales);
  }

  /** How many filters become of one. */
  public int count() {
    return rotations * (reflections ? 2 : 1) * scales.size();
  }

  /** Whether the axes of a filter change places. */
  public boolean turnsSquares() {
    return rotations >= QUARTERS;
  }

  /** The cells of a transformed filter. */
  public int cells(Window window) {
    return window.kernel().stream().map(this::extent).reduce(1, Sizes::product);
  }

  /** The extent along an axis that holds every size of a filter, with the same centre. */
  int extent(int kernel) {
    double largest = Math.max(1, Collections.max(scales));
    return kernel + 2 * (int) Math.ceil((kernel - 1) / 2.0 * (largest - 1));
  }

  /** All transformed filters behind each other along the first axis. */
  Node append(LayerNodes nodes, Node filters) {
    List<Node> all = new ArrayList<>();
    for (double scale : scales) {
      for (int half = 0; half < (rotations > QUARTERS ? 2 : 1); half++) {
        Node sized = sized(nodes, filters, half * Math.PI / QUARTERS, scale);
        for (int quarter = 0;
            quarter < QUARTERS;
            quarter += rotations > 2 ? 1 : QUARTERS / rotations) {
          Node turned = turned(nodes, sized, quarter);
          all.add(turned);
          if (reflections) {
            all.add(mirrored(nodes, turned));
          }
        }
      }
    }
    return nodes.concatenate("transformed", 0, all);
  }

  private static Node turned(LayerNodes nodes, Node filters, int quarters) {
    Node turned = filters;
    for (int k = 0; k < quarters; k++) {
      Relocation turn = Relocation.permutation(turned.shape(), 0, 1, 3, 2);
      turned = nodes.reindex("turned", turn.withIndices(2, backwards(turned, 3)), turned);
    }
    return turned;
  }

  private static Node mirrored(LayerNodes nodes, Node filters) {
    Relocation mirror = Relocation.identity(filters.shape());
    return nodes.reindex("mirrored", mirror.withIndices(3, backwards(filters, 3)), filters);
  }

  private static List<Integer> backwards(Node filters, int axis) {
    return Relocation.range(0, filters.shape().extent(axis)).reversed();
  }

  /** The filters turned by less than a quarter and sized, amid zeros. */
  private Node sized(LayerNodes nodes, Node filters, double angle, double scale) {
    Shape shape = filters.shape();
    int height = shape.extent(2);
    int width = shape.extent(3);
    Shape sized = Shape.of(shape.extent(0), shape.extent(1), extent(height), extent(width));
    Resampling resampling =
        new Resampling(height, width, sized.extent(2), sized.extent(3), angle, scale);
    Node flat =
        nodes.reshape("flat", Shape.of(shape.extent(0) * shape.extent(1), height * width), filters);
    List<Node> operands = new ArrayList<>();
    Formula sum = Formulas.ZERO;
    for (Resampling.Corner corner : resampling.corners()) {
      Relocation cells = Relocation.identity(flat.shape()).withIndices(1, corner.cells());
      Node read = nodes.reindex("read", cells, flat);
      if (corner.isPlain()) {
        sum = add(sum, operand(operands.size()));
        operands.add(read);
      } else {
        sum = add(sum, multiply(operand(operands.size()), operand(operands.size() + 1)));
        operands.add(read);
        operands.add(nodes.figures("share", Shape.of(1, corner.cells().size()), corner.shares()));
      }
    }
    boolean single = sum.equals(operand(0));
    Node resampled =
        single ? operands.getFirst() : nodes.pointwise("sized", sum, operands.toArray(Node[]::new));
    return nodes.reshape("filters", sized, resampled);
  }
}
