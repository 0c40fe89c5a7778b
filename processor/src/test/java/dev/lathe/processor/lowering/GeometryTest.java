package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Tiles;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands above kernels of sums and of tiles. */
class GeometryTest {
  private final GraphBuilder builder = new GraphBuilder("net");

  @Test
  void sum() {
    Node x = input(2, 6, 6);
    Node sum = builder.add("sum", "sum", new Operation.Add(), x, x);

    assertThat(describe(sum)).containsExactly("sum: sum, 2x6x6 to 2x6x6.");
  }

  @Test
  void tilesAlongOneAxis() {
    Node x = input(4, 26);
    assertThat(describe(tiles(x, new Shape(List.of(4, 8, 4)), along(1, 8, 6, 4))))
        .containsExactly("tiles: transform of tiles of 8 cells, 6 apart, 4x26 to 4x8x4.");
  }

  @Test
  void tilesAlongTwoAxes() {
    Node x = input(4, 26, 10);
    Node tiles = tiles(x, new Shape(List.of(4, 48, 8)), along(1, 8, 6, 4), along(2, 6, 4, 2));
    assertThat(describe(tiles))
        .containsExactly("tiles: transform of tiles of 8x6 cells, 6x4 apart, 4x26x10 to 4x48x8.");
  }

  /** As the rewrite writes it: an axis without a transform has tiles of one cell. */
  @Test
  void tilesBesideAnAxisWithoutATransform() {
    Node x = input(4, 26, 10);
    Node tiles = tiles(x, new Shape(List.of(4, 8, 4, 10)), along(1, 8, 6, 4), along(2, 1, 1, 10));
    assertThat(describe(tiles))
        .containsExactly("tiles: transform of tiles of 8x1 cells, 6x1 apart, 4x26x10 to 4x8x4x10.");
  }

  @Test
  void tilesAlongTwoOfThreeAxes() {
    Node x = input(4, 5, 26, 10);
    Node tiles = tiles(x, new Shape(List.of(192, 5, 4, 2)), along(2, 8, 6, 4), along(3, 6, 4, 2));
    assertThat(describe(tiles))
        .containsExactly(
            "tiles: transform of tiles of 1x8x6 cells, 1x6x4 apart, 4x5x26x10 to 192x5x4x2.");
  }

  /** Back along the last axis first. */
  @Test
  void backToTiles() {
    Node products = input(16, 48, 8);
    Operation back =
        new Operation.TransformOutput(
            List.of(
                new Operation.TransformOutput.Back(2, matrix(4, 6)),
                new Operation.TransformOutput.Back(1, matrix(6, 8))),
            Epilogue.NONE.withFunction(Epilogue.RELU),
            0);
    Node y = builder.add("y", "", back, new Shape(List.of(16, 24, 8)), products);
    assertThat(describe(y))
        .containsExactly("y: transform back to tiles of 6x4 cells, relu, 16x48x8 to 16x24x8.");
  }

  @Test
  void tilesOfALastRowThatTheMapEndsWithin() {
    Node x = input(4, 10, 14);
    Operation.TransformInput.Along rows =
        new Operation.TransformInput.Along(1, matrix(6, 6), matrix(4, 4), new Tiles(0, 4, 2));
    Node tiles = tiles(x, new Shape(List.of(4, 36, 6)), rows, along(2, 6, 4, 3));
    assertThat(describe(tiles))
        .containsExactly(
            "tiles: transform of tiles of 6x6 cells, 4x4 apart, those of the last row 4x6, 4x10x14"
                + " to 4x36x6.");
    Operation operation =
        new Operation.TransformProducts(
            1, 1, Optional.of(new Operation.TransformProducts.LeftOut(6, 4, 2)));
    Node weights = builder.add("w", "", new Operation.Input(), Shape.of(36 * 16, 4, 1));
    Node products =
        builder.add("products", "", operation, new Shape(List.of(16, 36, 6)), tiles, weights);
    assertThat(describe(products))
        .containsExactly(
            "products: products of tiles, 36 matrices, 24 for those of the last row, 4x36x6 to"
                + " 16x36x6.");
    Operation back =
        new Operation.TransformOutput(
            List.of(
                new Operation.TransformOutput.Back(2, matrix(4, 6)),
                new Operation.TransformOutput.Back(1, matrix(4, 6), matrix(2, 4))),
            Epilogue.NONE,
            0);
    Node y = builder.add("y", "", back, new Shape(List.of(16, 6, 12)), products);
    assertThat(describe(y))
        .containsExactly(
            "y: transform back to tiles of 4x4 cells, those of the last row 2x4, 16x36x6 to"
                + " 16x6x12.");
  }

  private Node input(Integer... extents) {
    return builder.add("x", "", new Operation.Input(), new Shape(List.of(extents)));
  }

  private Node tiles(Node x, Shape shape, Operation.TransformInput.Along... axes) {
    return builder.add("tiles", "", new Operation.TransformInput(List.of(axes)), shape, x);
  }

  private static Operation.TransformInput.Along along(int axis, int cells, int step, int count) {
    return new Operation.TransformInput.Along(
        axis, matrix(cells, cells), new Tiles(0, step, count));
  }

  private static Matrix matrix(int rows, int columns) {
    return new Matrix(Collections.nCopies(rows, Collections.nCopies(columns, 1.0)));
  }

  private List<String> describe(Node node) {
    return Geometry.describe(builder.build(node), node);
  }
}
