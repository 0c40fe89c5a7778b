package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps read between their cells: weighted sums of the cells around a place. */
final class GridOperators {
  private GridOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("GridSample", Operator.single(GridOperators::sample));
    operators.put("RoiAlign", Operator.single(GridOperators::regions));
    operators.put("AffineGrid", Operator.single(GridOperators::affine));
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
      Term flat = nodes.reshape(image, Shape.of(1, image.extent(1), cellsOf(image)));
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

    /** The largest of the taps' products, likewise. */
    Term largest(Nodes nodes, Term image) {
      Optional<Term> largest = Optional.empty();
      for (int tap = 0; tap < cells.size(); tap++) {
        Term product = product(nodes, image, tap);
        Formula larger = maximum(operand(0), operand(1));
        largest =
            Optional.of(
                largest
                    .map(before -> nodes.pointwise(image.type(), larger, before, product))
                    .orElse(product));
      }
      return largest.orElseThrow();
    }

    private Term product(Nodes nodes, Term image, int tap) {
      Term flat = nodes.reshape(image, Shape.of(1, image.extent(1), cellsOf(image)));
      Term read = nodes.reindex(flat, 2, cells.get(tap));
      Term factors = Term.Known.of(image.type(), Shape.of(1, 1, places), weights.get(tap));
      return nodes.pointwise(image.type(), multiply(operand(0), operand(1)), read, factors);
    }

    private static int cellsOf(Term image) {
      return image.size() / image.extent(1);
    }
  }

  private static Term sample(Use use) {
    Term x = use.in(0);
    Term grid = use.in(1);
    int axes = x.rank() - 2;
    if (axes < 1
        || axes > CellTaps.MOST_AXES
        || grid.rank() != x.rank()
        || grid.extent(axes + 1) != axes
        || grid.extent(0) != x.extent(0)) {
      throw new InvalidException("a map %s at places %s".formatted(x.shape(), grid.shape()));
    }
    List<GridPlaces> places = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      places.add(GridPlaces.of(use, x.extent(axis + 2)));
    }
    Term sums =
        grid instanceof Term.Known known
            ? sampled(use.nodes(), x, known, places)
            : computed(use.nodes(), x, grid, places);
    List<Integer> extents = new ArrayList<>(List.of(x.extent(0), x.extent(1)));
    extents.addAll(grid.shape().extents().subList(1, axes + 1));
    return use.nodes().reshape(sums, new Shape(extents));
  }

  /** Sums at places that are known, {@code [N, C, P]}. */
  private static Term sampled(Nodes nodes, Term x, Term.Known grid, List<GridPlaces> places) {
    int axes = places.size();
    int[] strides = new Shape(x.shape().extents().subList(2, x.rank())).strides();
    int count = grid.size() / grid.extent(0) / axes;
    nodes.allow((long) Math.pow(4, axes) * grid.size());
    List<Term> images = new ArrayList<>();
    for (int n = 0; n < x.extent(0); n++) {
      Taps taps = new Taps(count);
      for (int place = 0; place < count; place++) {
        List<GridPlaces.Cells> cells = new ArrayList<>();
        int combinations = 1;
        for (int axis = 0; axis < axes; axis++) {
          // The last axis has the first coordinate.
          int at = (n * count + place) * axes + axes - 1 - axis;
          cells.add(places.get(axis).cells(grid.element(at)));
          combinations *= cells.getLast().cells().length;
        }
        for (int tap = 0; tap < combinations; tap++) {
          int cell = 0;
          double weight = 1;
          int rest = tap;
          for (int axis = 0; axis < axes; axis++) {
            GridPlaces.Cells own = cells.get(axis);
            int chosen = rest % own.cells().length;
            rest /= own.cells().length;
            boolean none = cell < 0 || own.cells()[chosen] < 0;
            cell = none ? -1 : cell + own.cells()[chosen] * strides[axis];
            weight *= own.weights()[chosen];
          }
          taps.put(tap, place, cell, weight);
        }
      }
      images.add(taps.of(nodes, nodes.reindex(x, 0, List.of(n))));
    }
    return nodes.concatenate(0, images);
  }

  /** Sums at places that are computed, {@code [N, C, P]}. */
  private static Term computed(Nodes nodes, Term x, Term grid, List<GridPlaces> places) {
    int axes = places.size();
    List<Term> coordinates = new ArrayList<>();
    List<List<CellTaps.Tap>> taps = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      Term own = nodes.reindex(grid, axes + 1, List.of(axes - 1 - axis));
      coordinates.add(nodes.reshape(own, Shape.of(x.extent(0), 1, own.size() / x.extent(0))));
      taps.add(places.get(axis).taps());
    }
    return CellTaps.sums(nodes, x, taps, coordinates);
  }

  /** Places between -1 and 1 of a map's cells, moved by a matrix for each image. */
  private static Term affine(Use use) {
    Nodes nodes = use.nodes();
    Term theta = use.in(0);
    List<Integer> size = MovementOperators.shape(use.numbers(1)).extents();
    int axes = size.size() - 2;
    if (axes < 1 || !theta.shape().extents().equals(List.of(size.getFirst(), axes, axes + 1))) {
      throw new TranslationException("a matrix %s for %s".formatted(theta.shape(), size));
    }
    boolean corners = use.flag("align_corners", false);
    Shape cells = new Shape(size.subList(2, size.size()));
    nodes.allow((axes + 1L) * cells.size());
    double[] places = new double[Sizes.product(cells.size(), axes + 1)];
    for (int cell = 0; cell < cells.size(); cell++) {
      for (int axis = 0; axis < axes; axis++) {
        int at = cell / cells.strides()[axis] % cells.extent(axis);
        places[cell * (axes + 1) + axes - 1 - axis] = place(at, cells.extent(axis), corners);
      }
      places[cell * (axes + 1) + axes] = 1;
    }
    Term still = Term.Known.of(theta.type(), Shape.of(cells.size(), axes + 1), places);
    Term moved = MatrixOperators.product(nodes, still, nodes.transpose(theta, List.of(0, 2, 1)));
    List<Integer> extents = new ArrayList<>(List.of(size.getFirst()));
    extents.addAll(cells.extents());
    extents.add(axes);
    return nodes.reshape(moved, new Shape(extents));
  }

  /**
   * A cell's centre between -1 and 1, or its corner if these are at the ends. As in PyTorch, a
   * single one is in the middle.
   */
  private static double place(int cell, int extent, boolean corners) {
    if (corners) {
      return extent == 1 ? 0 : 2.0 * cell / (extent - 1) - 1;
    }
    return (2 * cell + 1.0) / extent - 1;
  }

  /**
   * The mean of some points of each cell of each region, or the largest product of a cell around
   * any of them with its weight.
   */
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
    String mode = use.text("mode", "avg");
    if (!mode.equals("avg") && !mode.equals("max")) {
      throw new InvalidException("the mode " + mode);
    }
    boolean mean = mode.equals("avg");
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
          point(
              taps,
              place,
              4 * point,
              y,
              z,
              x.extent(2),
              x.extent(3),
              mean ? 1.0 / (down * across) : 1);
        }
      }
      int image = (int) images.element(r);
      if (image < 0 || image >= x.extent(0)) {
        throw new TranslationException("the image %d of %d".formatted(image, x.extent(0)));
      }
      Term own = nodes.reindex(x, 0, List.of(image));
      Term region = mean ? taps.of(nodes, own) : taps.largest(nodes, own);
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
