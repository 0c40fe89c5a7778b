package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Borders around values, cuts to a size, and windows put back where they were taken from. */
final class BorderOperators {
  private BorderOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Pad", Operator.single(BorderOperators::pad));
    operators.put("CenterCropPad", Operator.single(BorderOperators::centre));
    operators.put("Col2Im", Operator.single(BorderOperators::columnsToImage));
  }

  private static Term pad(Use use) {
    Term x = use.in(0);
    boolean old = use.opset() < 11;
    List<Long> pads =
        old ? use.requiredIntegers(use.has("paddings") ? "paddings" : "pads") : use.numbers(1);
    double value = old ? use.decimal("value", 0) : use.figure(2).orElse(0.0);
    List<Integer> axes = use.optionalNumbers(3).map(x::axes).orElse(Relocation.range(0, x.rank()));
    InvalidException.unless(
        pads.size() == 2 * axes.size(), "the pads %s for %d axes", pads, axes.size());
    String mode = use.text("mode", "constant");
    Relocation relocation = Tables.identity(x.shape()).withFill(value);
    for (int k = 0; k < axes.size(); k++) {
      int axis = axes.get(k);
      int before = Sizes.of(pads.get(k));
      int after = Sizes.of(pads.get(axes.size() + k));
      Tables.extent(before + (long) x.extent(axis) + after);
      List<Integer> indices = new ArrayList<>();
      for (int cell = Math.negateExact(before); cell < x.extent(axis) + after; cell++) {
        indices.add(cell(cell, x.extent(axis), mode));
      }
      relocation = relocation.withIndices(axis, indices);
    }
    return use.nodes().reindex(relocation, x);
  }

  private static int cell(int cell, int extent, String mode) {
    if (cell >= 0 && cell < extent) {
      return cell;
    }
    return switch (mode) {
      case "constant" -> Relocation.OUTSIDE;
      case "edge" -> Math.clamp(cell, 0, extent - 1);
      case "wrap" -> Math.floorMod(cell, extent);
      case "reflect" -> {
        int period = Math.max(1, 2 * (extent - 1));
        int within = Math.floorMod(cell, period);
        yield within < extent ? within : period - within;
      }
      default -> throw new InvalidException("mode " + mode);
    };
  }

  private static Term centre(Use use) {
    Term x = use.in(0);
    List<Long> sizes = use.numbers(1);
    List<Integer> axes = use.integers("axes").map(x::axes).orElse(Relocation.range(0, x.rank()));
    InvalidException.unless(
        sizes.size() == axes.size(), "the sizes %s for %d axes", sizes, axes.size());
    Relocation relocation = Tables.identity(x.shape());
    for (int k = 0; k < axes.size(); k++) {
      int extent = x.extent(axes.get(k));
      int size = Tables.extent(sizes.get(k));
      int first = size < extent ? (extent - size) / 2 : -((size - extent) / 2);
      List<Integer> indices = new ArrayList<>();
      for (int cell = first; cell < first + size; cell++) {
        indices.add(cell < 0 || cell >= extent ? Relocation.OUTSIDE : cell);
      }
      relocation = relocation.withIndices(axes.get(k), indices);
    }
    return use.nodes().reindex(relocation, x);
  }

  /** For each tap of the window its column as an image, strided; then their sum. */
  private static Term columnsToImage(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> image = MovementOperators.shape(use.numbers(1)).extents();
    List<Integer> block = MovementOperators.shape(use.numbers(2)).extents();
    int rank = image.size();
    List<Integer> strides = WindowFigures.figures(use, "strides", rank, 1);
    List<Integer> dilations = WindowFigures.figures(use, "dilations", rank, 1);
    List<Integer> pads = WindowFigures.figures(use, "pads", 2 * rank, 0);
    int taps = block.stream().reduce(1, Sizes::product);
    if (taps > PoolingOperators.MOST_TAPS) {
      throw new InvalidException("blocks of %,d cells".formatted(taps));
    }
    InvalidException.unless(
        x.rank() == 3 && rank == block.size() && taps > 0 && x.extent(1) % taps == 0,
        "columns %s of blocks %s in an image %s",
        x.shape(),
        block,
        image);
    int channels = x.extent(1) / taps;
    List<Integer> windows = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int room = image.get(axis) + pads.get(axis) + pads.get(rank + axis);
      int span = dilations.get(axis) * (block.get(axis) - 1) + 1;
      windows.add((room - span) / strides.get(axis) + 1);
    }
    Term columns = nodes.reshape(x, Shape.of(x.extent(0), channels, taps, x.extent(2)));
    List<Integer> extents = new ArrayList<>(List.of(x.extent(0), channels));
    extents.addAll(windows);
    Optional<Term> sum = Optional.empty();
    for (int tap = 0; tap < taps; tap++) {
      Term column = nodes.reshape(nodes.reindex(columns, 2, List.of(tap)), new Shape(extents));
      Relocation relocation = Tables.identity(column.shape());
      int rest = tap;
      for (int axis = rank - 1; axis >= 0; axis--) {
        int at = rest % block.get(axis) * dilations.get(axis) - pads.get(axis);
        rest /= block.get(axis);
        List<Integer> indices =
            new ArrayList<>(Collections.nCopies(image.get(axis), Relocation.OUTSIDE));
        for (int window = 0; window < windows.get(axis); window++) {
          int cell = at + window * strides.get(axis);
          if (cell >= 0 && cell < image.get(axis)) {
            indices.set(cell, window);
          }
        }
        relocation = relocation.withIndices(axis + 2, indices);
      }
      Term placed = nodes.reindex(relocation, column);
      sum =
          Optional.of(
              sum.map(
                      before ->
                          nodes.pointwise(x.type(), add(operand(0), operand(1)), before, placed))
                  .orElse(placed));
    }
    return sum.orElseThrow();
  }
}
