package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Maps read between their cells, at places that are known now: weighted sums of cells. */
final class GridOperators {
  private GridOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("GridSample", Operator.single(GridOperators::sample));
    operators.put("RoiAlign", Operator.single(GridOperators::regions));
  }

  /** For every tap the cells and their weights, at each place. */
  private static final class Taps {
    private final List<List<Integer>> cells = new ArrayList<>();
    private final List<double[]> weights = new ArrayList<>();
    private final int places;

    Taps(int places) {
      this.places = places;
    }

    void put(int tap, int place, int cell, double weight) {
      while (cells.size() <= tap) {
        cells.add(new ArrayList<>(Collections.nCopies(places, 0)));
        weights.add(new double[places]);
      }
      if (cell >= 0) {
        cells.get(tap).set(place, cell);
        weights.get(tap)[place] = weight;
      }
    }

    /** The sums of an image {@code [1, C, H, W]}, as {@code [1, C, places]}. */
    Term of(Nodes nodes, Term image) {
      int positions = image.size() / image.extent(1);
      Term flat = nodes.reshape(image, Shape.of(1, image.extent(1), positions));
      Term sum = nodes.filled(Shape.of(1, 1, places), image.type(), 0);
      for (int tap = 0; tap < cells.size(); tap++) {
        Term read = nodes.reindex(flat, 2, cells.get(tap));
        Term factors = Term.Known.of(image.type(), Shape.of(1, 1, places), weights.get(tap));
        sum =
            nodes.pointwise(
                image.type(),
                add(multiply(operand(0), operand(1)), operand(2)),
                read,
                factors,
                sum);
      }
      return sum;
    }
  }

  private static Term sample(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term.Known grid = use.known(1);
    if (x.rank() != 4 || grid.rank() != 4 || grid.extent(3) != 2 || grid.extent(0) != x.extent(0)) {
      throw new InvalidException("a map %s at places %s".formatted(x.shape(), grid.shape()));
    }
    int height = grid.extent(1);
    int width = grid.extent(2);
    GridPlaces rows = GridPlaces.of(use, x.extent(2));
    GridPlaces columns = GridPlaces.of(use, x.extent(3));
    nodes.allow(16L * grid.size());
    List<Term> images = new ArrayList<>();
    for (int n = 0; n < x.extent(0); n++) {
      Taps taps = new Taps(height * width);
      for (int place = 0; place < height * width; place++) {
        int at = (n * height * width + place) * 2;
        GridPlaces.Cells across = columns.cells(grid.element(at));
        GridPlaces.Cells down = rows.cells(grid.element(at + 1));
        for (int i = 0; i < down.cells().length; i++) {
          for (int j = 0; j < across.cells().length; j++) {
            int row = down.cells()[i];
            int column = across.cells()[j];
            taps.put(
                i * across.cells().length + j,
                place,
                row < 0 || column < 0 ? -1 : row * x.extent(3) + column,
                down.weights()[i] * across.weights()[j]);
          }
        }
      }
      Term image = nodes.reindex(x, 0, List.of(n));
      images.add(nodes.reshape(taps.of(nodes, image), Shape.of(1, x.extent(1), height, width)));
    }
    return nodes.concatenate(0, images);
  }

  /** The mean of some points of each cell of each region. */
  private static Term regions(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term.Known boxes = use.known(1);
    Term.Known images = use.known(2);
    InvalidException.unless(
        x.rank() == 4
            && boxes.rank() == 2
            && boxes.extent(1) == 4
            && images.shape().equals(Shape.of(boxes.extent(0))),
        "regions %s of images %s of a map %s",
        boxes.shape(),
        images.shape(),
        x.shape());
    if (!use.text("mode", "avg").equals("avg")) {
      throw new TranslationException("mode " + use.text("mode", "avg"));
    }
    int height = Tables.figure("output_height", use.integer("output_height", 1), 1);
    int width = Tables.figure("output_width", use.integer("output_width", 1), 1);
    long ratio = use.integer("sampling_ratio", 0);
    double scale = use.decimal("spatial_scale", 1);
    String shift = use.opset() < 16 ? "output_half_pixel" : "half_pixel";
    boolean aligned = use.text("coordinate_transformation_mode", shift).equals("half_pixel");
    double offset = aligned ? 0.5 : 0;
    List<Term> regions = new ArrayList<>();
    for (int r = 0; r < boxes.extent(0); r++) {
      double left = boxes.element(4 * r) * scale - offset;
      double top = boxes.element(4 * r + 1) * scale - offset;
      double right = boxes.element(4 * r + 2) * scale - offset;
      double bottom = boxes.element(4 * r + 3) * scale - offset;
      double least = aligned ? Double.NEGATIVE_INFINITY : 1;
      double cellHeight = Math.max(bottom - top, least) / height;
      double cellWidth = Math.max(right - left, least) / width;
      int down = points(ratio, cellHeight);
      int across = points(ratio, cellWidth);
      nodes.allow(8L * height * width * down * across);
      Taps taps = new Taps(height * width);
      for (int place = 0; place < height * width; place++) {
        for (int point = 0; point < down * across; point++) {
          int row = place / width;
          int line = point / across;
          double y = top + (row + (line + 0.5) / down) * cellHeight;
          double z = left + (place % width + (point % across + 0.5) / across) * cellWidth;
          point(taps, place, 4 * point, y, z, x.extent(2), x.extent(3), 1.0 / (down * across));
        }
      }
      int image = (int) images.element(r);
      if (image < 0 || image >= x.extent(0)) {
        throw new TranslationException("the image %d of %d".formatted(image, x.extent(0)));
      }
      Term region = taps.of(nodes, nodes.reindex(x, 0, List.of(image)));
      regions.add(nodes.reshape(region, Shape.of(1, x.extent(1), height, width)));
    }
    return nodes.concatenate(0, regions);
  }

  private static int points(long ratio, double cell) {
    return Tables.figure(
        "sampling_ratio", ratio > 0 ? ratio : Math.max(1, (long) Math.ceil(cell)), 1);
  }

  /** The four cells around a point, none where it lies beyond the border by a cell or more. */
  private static void point(
      Taps taps, int place, int tap, double y, double x, int height, int width, double share) {
    boolean outside = y < -1 || y > height || x < -1 || x > width;
    double row = Math.clamp(y, 0, height - 1);
    double column = Math.clamp(x, 0, width - 1);
    int top = (int) row;
    int left = (int) column;
    for (int k = 0; k < 4; k++) {
      int i = Math.min(top + k / 2, height - 1);
      int j = Math.min(left + k % 2, width - 1);
      double down = k / 2 == 0 ? 1 - (row - top) : row - top;
      double across = k % 2 == 0 ? 1 - (column - left) : column - left;
      taps.put(tap + k, place, outside ? -1 : i * width + j, down * across * share);
    }
  }
}
