package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Enlarging and shrinking, axis by axis: each cell is a weighted sum of cells of the axis. */
final class ResizeOperators {
  private ResizeOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Resize", Operator.single(ResizeOperators::resize));
    operators.put("Upsample", Operator.single(ResizeOperators::upsample));
  }

  private static Term upsample(Use use) {
    Term x = use.in(0);
    List<Double> scales = use.opset() < 9 ? oldScales(use) : figures(use, 1);
    checkScales(scales, x.rank());
    Sampling sampling = Sampling.simple(use.text("mode", "nearest"));
    Term y = x;
    for (int axis = 0; axis < x.rank(); axis++) {
      double scale = scales.get(axis);
      y = along(use.nodes(), y, axis, scale, scaled(x.extent(axis), scale), sampling);
    }
    return y;
  }

  /** As many cells as a float says: 10 times 2.1 are 21, though the float 2.1 is less than that. */
  private static int scaled(int extent, double scale) {
    return Tables.extent((long) Math.floor((float) (extent * scale)));
  }

  /** Before opset 7 an image had two scales of their own names. */
  private static List<Double> oldScales(Use use) {
    if (use.has("height_scale") && use.has("width_scale")) {
      return List.of(1.0, 1.0, use.decimal("height_scale", 1), use.decimal("width_scale", 1));
    }
    return use.decimals("scales").orElseThrow(() -> new TranslationException("its scales"));
  }

  private static List<Double> figures(Use use, int index) {
    return Arrays.stream(use.known(index).tensor().elements()).boxed().toList();
  }

  private static Term resize(Use use) {
    if (use.opset() < 11) {
      return upsample(use);
    }
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> axes = use.integers("axes").map(x::axes).orElse(Relocation.range(0, x.rank()));
    Optional<List<Double>> scales =
        use.optional(2).filter(term -> term.size() > 0).map(_ -> figures(use, 2));
    List<Integer> outputs = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    if (scales.isPresent()) {
      checkScales(scales.get(), axes.size());
      InvalidException.unless(
          use.optional(3).map(Term::size).orElse(0) == 0, "scales as well as sizes");
      for (int k = 0; k < axes.size(); k++) {
        factors.add(scales.get().get(k));
        outputs.add(scaled(x.extent(axes.get(k)), scales.get().get(k)));
      }
    } else {
      sizes(use, x, axes, outputs, factors);
    }
    Sampling sampling = Sampling.of(use);
    List<Double> region =
        use.optional(1).filter(term -> term.size() > 0).map(_ -> figures(use, 1)).orElse(List.of());
    Term y = x;
    for (int k = 0; k < axes.size(); k++) {
      double from = region.isEmpty() ? 0 : region.get(k);
      double to = region.isEmpty() ? 1 : region.get(axes.size() + k);
      y = along(nodes, y, axes.get(k), factors.get(k), outputs.get(k), sampling.within(from, to));
    }
    return y;
  }

  private static void checkScales(List<Double> scales, int axes) {
    InvalidException.unless(
        scales.size() == axes
            && scales.stream().allMatch(scale -> scale > 0 && scale < Double.POSITIVE_INFINITY),
        "the scales %s for %d axes",
        scales,
        axes);
  }

  private static void sizes(
      Use use, Term x, List<Integer> axes, List<Integer> outputs, List<Double> factors) {
    List<Long> sizes = use.numbers(3);
    InvalidException.unless(
        sizes.size() == axes.size() && sizes.stream().allMatch(size -> size >= 1),
        "the sizes %s for %d axes",
        sizes,
        axes.size());
    String policy = use.text("keep_aspect_ratio_policy", "stretch");
    double extreme = policy.equals("not_larger") ? Double.POSITIVE_INFINITY : 0;
    for (int k = 0; k < axes.size(); k++) {
      double factor = (double) sizes.get(k) / x.extent(axes.get(k));
      factors.add(factor);
      outputs.add(Tables.extent(sizes.get(k)));
      extreme = policy.equals("not_larger") ? Math.min(extreme, factor) : Math.max(extreme, factor);
    }
    if (policy.equals("stretch")) {
      return;
    }
    for (int k = 0; k < axes.size(); k++) {
      factors.set(k, extreme);
      outputs.set(k, Tables.extent((long) Math.floor(extreme * x.extent(axes.get(k)) + 0.5)));
    }
  }

  private static Term along(
      Nodes nodes, Term x, int axis, double scale, int outputs, Sampling sampling) {
    int inputs = x.extent(axis);
    if (outputs == inputs && scale == 1 && !sampling.isCrop()) {
      return x;
    }
    List<Sampling.Taps> rows = new ArrayList<>();
    for (int k = 0; k < outputs; k++) {
      rows.add(sampling.taps(k, inputs, outputs, scale));
    }
    int most = rows.stream().mapToInt(row -> row.weights().length).max().orElse(0);
    Optional<Term> sum = Optional.empty();
    for (int tap = 0; tap < most; tap++) {
      double[] weights = new double[outputs];
      List<Integer> indices = new ArrayList<>();
      for (int k = 0; k < outputs; k++) {
        Sampling.Taps row = rows.get(k);
        boolean there = tap < row.weights().length;
        weights[k] = there ? row.weights()[tap] : 0;
        indices.add(there ? row.cells()[tap] : 0);
      }
      if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
        continue;
      }
      Term cells = nodes.reindex(x, axis, indices);
      Term factors = alongAxis(weights, axis, x);
      boolean ones = Arrays.stream(weights).allMatch(weight -> weight == 1);
      Formula product = multiply(operand(0), operand(1));
      if (sum.isPresent()) {
        Formula both = add(product, operand(2));
        sum = Optional.of(nodes.pointwise(x.type(), both, cells, factors, sum.get()));
      } else {
        sum = Optional.of(ones ? cells : nodes.pointwise(x.type(), product, cells, factors));
      }
    }
    Term result = sum.orElseGet(() -> nodes.reindex(x, axis, Collections.nCopies(outputs, 0)));
    double[] outside =
        rows.stream().mapToDouble(row -> row.weights().length == 0 ? 1 : 0).toArray();
    if (Arrays.stream(outside).allMatch(flag -> flag == 0)) {
      return result;
    }
    Formula chosen = equal(operand(1), constant(1), constant(sampling.extrapolation()), operand(0));
    return nodes.pointwise(x.type(), chosen, result, alongAxis(outside, axis, x));
  }

  private static Term alongAxis(double[] figures, int axis, Term x) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(x.rank(), 1));
    extents.set(axis, figures.length);
    return Term.Known.of(x.type(), new Shape(extents), figures);
  }
}
