package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.network.Pooling;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Poolings, with the places of their maxima, and back. */
final class PoolingOperators {
  /** A window's cells that each become an operation. */
  static final int MOST_TAPS = 1 << 12;

  private static final long MOST_PRODUCTS = 1L << 24;

  private PoolingOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("MaxPool", PoolingOperators::maximum);
    operators.put("AveragePool", Operator.single(PoolingOperators::mean));
    operators.put("LpPool", Operator.single(PoolingOperators::norm));
    operators.put("GlobalAveragePool", Operator.single(use -> global(use, Reduction.MEAN)));
    operators.put("GlobalMaxPool", Operator.single(use -> global(use, Reduction.MAXIMUM)));
    operators.put("GlobalLpPool", Operator.single(PoolingOperators::globalNorm));
    operators.put("MaxUnpool", Operator.single(PoolingOperators::unpool));
  }

  private static WindowFigures figures(Use use) {
    List<Integer> kernel =
        use.requiredIntegers("kernel_shape").stream()
            .map(extent -> Tables.figure("kernel_shape", extent, 1))
            .toList();
    WindowFigures figures = WindowFigures.of(use, use.in(0), kernel);
    figures.checkPads();
    return figures;
  }

  private static Term pooled(Use use, Window window, Pooling pooling) {
    Term x = use.in(0);
    Maps maps = Maps.of(use.nodes(), x);
    Node node = maps.node(x);
    for (Operation step : pooling.operations(maps.window(window), node.shape())) {
      node = use.nodes().add(step, node);
    }
    return maps.term(node, x.type());
  }

  private static List<Term> maximum(Use use) {
    long order = use.integer("storage_order", 0);
    InvalidException.unless(order == 0 || order == 1, "storage_order %d, and it is 0 or 1", order);
    WindowFigures figures = figures(use);
    Window window = figures.roundedUp();
    Term max = pooled(use, window, new Pooling.Maximum());
    return use.wants(1) ? List.of(max, places(use, window, max)) : List.of(max);
  }

  private static Term mean(Use use) {
    WindowFigures figures = figures(use);
    Window window = figures.window();
    Divisor divisor = Divisor.cells(window.rank() + (use.in(0).extent(0) == 1 ? 0 : 1));
    if (use.flag("count_include_pad", false)) {
      Maps maps = Maps.of(use.nodes(), use.in(0));
      divisor = new Divisor.Count(maps.with(0, window.before()), maps.with(0, window.after()));
    }
    return pooled(use, figures.roundedUp(), new Pooling.Mean(divisor));
  }

  private static Term norm(Use use) {
    boolean decimal = use.decimals("p").filter(figures -> !figures.isEmpty()).isPresent();
    double p = decimal ? use.decimal("p", 2) : (double) use.integer("p", 2);
    InvalidException.unless(p > 0, "p of %s, and it has to be positive", p);
    return pooled(use, figures(use).roundedUp(), new Pooling.Smooth(new SmoothPooling.Norm(p)));
  }

  private static List<Integer> spatial(Term x) {
    InvalidException.unless(x.rank() > 2, "a map, got %s", x.shape());
    return Relocation.range(2, x.rank());
  }

  private static Term global(Use use, Reduction reduction) {
    return use.nodes().reduce(reduction, spatial(use.in(0)), use.in(0));
  }

  private static Term globalNorm(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    double p = (double) use.integer("p", 2);
    InvalidException.unless(p > 0, "p of %s, and it has to be positive", p);
    Formula power = Formulas.power(Formulas.absolute(operand(0)), constant(p));
    Term sum = nodes.reduce(Reduction.SUM, spatial(x), nodes.pointwise(x.type(), power, x));
    return nodes.pointwise(x.type(), Formulas.power(operand(0), constant(1 / p)), sum);
  }

  /** For every tap of the window the cell that it sees; the first that is the maximum counts. */
  private static Term places(Use use, Window window, Term max) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    boolean columns = use.integer("storage_order", 0) == 1;
    Term numbers = cellNumbers(nodes, x.shape(), columns);
    if (window.taps() > MOST_TAPS) {
      throw new TranslationException("windows of %,d cells".formatted(window.taps()));
    }
    Optional<Term> found = Optional.empty();
    for (int tap = window.taps() - 1; tap >= 0; tap--) {
      Relocation seen = seen(window, x.shape(), max.shape(), tap);
      Term values = nodes.reindex(seen.withFill(Double.NEGATIVE_INFINITY), x);
      Term places = nodes.reindex(seen, numbers);
      Term before = found.orElseGet(() -> Term.Known.scalar(ElementType.INT64, 0));
      Formula choice = equal(operand(0), operand(1), operand(2), operand(3));
      found = Optional.of(nodes.pointwise(ElementType.INT64, choice, values, max, places, before));
    }
    return found.orElseThrow();
  }

  /** The number of every cell among all of the value. */
  private static Term cellNumbers(Nodes nodes, Shape shape, boolean columns) {
    nodes.allow(shape.size());
    double[] numbers = new double[shape.size()];
    int[] strides = shape.strides();
    for (int k = 0; k < numbers.length; k++) {
      int number = columns ? k / strides[1] * strides[1] : k;
      int step = 1;
      for (int axis = 2; columns && axis < shape.rank(); axis++) {
        number += k / strides[axis] % shape.extent(axis) * step;
        step *= shape.extent(axis);
      }
      numbers[k] = number;
    }
    return Term.Known.of(ElementType.INT64, shape, numbers);
  }

  /** The cells that one tap of each window sees. */
  private static Relocation seen(Window window, Shape input, Shape output, int tap) {
    Relocation relocation = Tables.identity(input);
    int rest = tap;
    for (int axis = window.rank() - 1; axis >= 0; axis--) {
      int at = rest % window.kernel().get(axis);
      rest /= window.kernel().get(axis);
      List<Integer> indices = new ArrayList<>();
      for (int p = 0; p < output.extent(axis + 2); p++) {
        int cell =
            p * window.stride().get(axis)
                + at * window.dilation().get(axis)
                - window.before().get(axis);
        indices.add(cell < 0 || cell >= input.extent(axis + 2) ? Relocation.OUTSIDE : cell);
      }
      relocation = relocation.withIndices(axis + 2, indices);
    }
    return relocation;
  }

  /** Every value to the cell whose number is given, zeros elsewhere. */
  private static Term unpool(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    WindowFigures figures = figures(use);
    List<Integer> pads = figures.pads();
    List<Integer> extents = new ArrayList<>(x.shape().extents());
    for (int axis = 0; axis < figures.rank(); axis++) {
      extents.set(
          axis + 2,
          (x.extent(axis + 2) - 1) * figures.stride().get(axis)
              + figures.kernel().get(axis)
              - pads.get(axis)
              - pads.get(figures.rank() + axis));
    }
    Shape natural = new Shape(extents);
    Shape shape = use.optional(2).map(_ -> MovementOperators.shape(use.numbers(2))).orElse(natural);
    if ((long) natural.size() * x.size() > MOST_PRODUCTS) {
      throw new TranslationException("so large a map, " + natural);
    }
    if (use.in(1) instanceof Term.Known known) {
      for (long place : Use.numbers(known)) {
        InvalidException.unless(
            place >= 0 && place < natural.size(), "the place %d in a map %s", place, natural);
      }
    }
    // Numbers count the cells of the natural shape: a larger one has them in its corner.
    Term values = nodes.reshape(x, Shape.of(1, x.size()));
    Term places = nodes.reshape(use.in(1), Shape.of(1, x.size()));
    Term cells = nodes.count(natural.size(), 0, 2);
    Formula chosen = equal(operand(0), operand(1), operand(2), constant(0));
    Term spread = nodes.pointwise(x.type(), chosen, cells, places, values);
    Term sums = nodes.reduce(Reduction.SUM, List.of(1), spread);
    Term result = nodes.reshape(sums, natural);
    Relocation relocation = Tables.identity(natural);
    for (int axis = 0; axis < natural.rank(); axis++) {
      List<Integer> indices = new ArrayList<>();
      for (int k = 0; k < shape.extent(axis); k++) {
        indices.add(k < natural.extent(axis) ? k : Relocation.OUTSIDE);
      }
      relocation = relocation.withIndices(axis, indices);
    }
    return nodes.reindex(relocation, result);
  }
}
