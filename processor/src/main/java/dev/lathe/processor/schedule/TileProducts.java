package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation.TransformProducts;
import dev.lathe.processor.graph.Operation.TransformProducts.LeftOut;
import dev.lathe.processor.loop.Identifiers;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The products of transformed tiles: one contraction; or two, where nobody reads some products of
 * the last tiles, those of all tiles, and those of the tiles before.
 */
final class TileProducts {
  private final Graph graph;
  private final Node node;
  private final TransformProducts operation;

  /** The spatial axes of the positions. */
  private final int rank;

  private TileProducts(Graph graph, Node node, TransformProducts operation) {
    this.graph = graph;
    this.node = node;
    this.operation = operation;
    this.rank = node.shape().spatialRank() - 1;
  }

  static List<Contraction> of(Graph graph, Node node, TransformProducts operation) {
    TileProducts products = new TileProducts(graph, node, operation);
    String name = Identifiers.of(node.name());
    int all = node.shape().extent(1);
    int rows = node.shape().extent(2);
    Optional<LeftOut> leftOut = operation.leftOut();
    if (leftOut.isEmpty()) {
      Axis product = new Axis(AxisNames.PRODUCT, Axis.Role.PARALLEL, all);
      return List.of(
          products.contraction(name, List.of(product), Index.variable(AxisNames.PRODUCT), rows));
    }
    int each = leftOut.get().each();
    int from = leftOut.get().from();
    List<Contraction> contractions = new ArrayList<>();
    contractions.add(products.some(name, 0, from, each, rows));
    int before = rows / leftOut.get().rows() * (leftOut.get().rows() - 1);
    if (before > 0) {
      contractions.add(products.some(name + "OfWholeTiles", from, each, each, before));
    }
    return contractions;
  }

  /** The products {@code from} to {@code to - 1} of each so many, at the first positions. */
  private Contraction some(String name, int from, int to, int each, int rows) {
    Axis product = new Axis(AxisNames.PRODUCT, Axis.Role.PARALLEL, node.shape().extent(1) / each);
    Axis point = new Axis(AxisNames.POINT, Axis.Role.PARALLEL, to - from);
    Index at = Index.variable(AxisNames.PRODUCT).times(each).plus(AxisNames.POINT, 1).plus(from);
    return contraction(name, List.of(product, point), at, rows);
  }

  /**
   * Some products.
   *
   * @param all the axes of the products
   * @param product the number of a product
   * @param rows of positions, or positions
   */
  private Contraction contraction(String name, List<Axis> all, Index product, int rows) {
    int blocks = operation.blocks();
    Node map = graph.operand(node, 0);
    int outputs = node.shape().channels() / blocks;
    int inputs = map.shape().channels() / blocks;
    List<Index> positions = new ArrayList<>();
    Index block = blocks == 1 ? Index.of(0) : Index.variable(AxisNames.GROUP);
    Index row = product;
    List<Axis> axes = new ArrayList<>(all);
    axes.add(new Axis(AxisNames.GROUP, Axis.Role.PARALLEL, blocks));
    axes.add(new Axis(AxisNames.CHANNEL, Axis.Role.PARALLEL, outputs));
    for (int d = 0; d < rank; d++) {
      String axis = AxisNames.position(rank, d);
      int extent = d == 0 ? rows : node.shape().extent(d + 2);
      axes.add(new Axis(axis, Axis.Role.PARALLEL, extent));
      positions.add(Index.variable(axis));
    }
    List<Index> cells = new ArrayList<>(positions);
    axes.add(new Axis(AxisNames.INPUT, Axis.Role.SUMMED, inputs));
    if (operation.parts() > 1) {
      axes.add(new Axis(AxisNames.PART, Axis.Role.SUMMED, operation.parts()));
      row = row.plus(AxisNames.PART, node.shape().extent(1));
      cells.set(rank - 1, cells.getLast().plus(AxisNames.PART, 1));
    }
    row = row.times(blocks).plus(block);
    return new Contraction(
        name,
        axes,
        new Access(map.id(), at(block.times(inputs).plus(AxisNames.INPUT, 1), product, cells)),
        List.of(),
        Optional.of(
            new Access(
                node.operand(1),
                List.of(
                    row.times(outputs).plus(AxisNames.CHANNEL, 1),
                    Index.variable(AxisNames.INPUT),
                    Index.of(0)))),
        new Access(
            node.id(), at(block.times(outputs).plus(AxisNames.CHANNEL, 1), product, positions)),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Index> at(Index channel, Index product, List<Index> positions) {
    List<Index> at = new ArrayList<>(List.of(channel, product));
    at.addAll(positions);
    return at;
  }
}
