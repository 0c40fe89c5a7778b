package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.Map;
import java.util.Optional;

/** Constants, and what is asked about shapes: known before anything runs. */
final class FigureOperators {
  private FigureOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Constant", Operator.single(FigureOperators::constant));
    operators.put("ConstantOfShape", Operator.single(FigureOperators::filled));
    operators.put("Shape", Operator.single(FigureOperators::shape));
    operators.put(
        "Size", Operator.single(use -> Term.Known.scalar(ElementType.INT64, use.in(0).size())));
    operators.put("Range", Operator.single(FigureOperators::range));
  }

  private static Term constant(Use use) {
    Optional<OnnxTensor> tensor = use.tensor("value");
    if (tensor.isPresent()) {
      return new Term.Known(tensor.get(), tensor.get().shape(), false);
    }
    if (use.has("value_int")) {
      return Term.Known.scalar(ElementType.INT64, (double) use.integer("value_int", 0));
    }
    if (use.has("value_float")) {
      return Term.Known.scalar(
          ElementType.FLOAT, use.decimals("value_float").orElseThrow().getFirst());
    }
    if (use.has("value_ints")) {
      return Term.Known.integers(
          use.integers("value_ints").orElseThrow().stream().mapToLong(Long::longValue).toArray());
    }
    if (use.has("value_floats")) {
      double[] figures =
          use.decimals("value_floats").orElseThrow().stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      return Term.Known.of(ElementType.FLOAT, Shape.of(figures.length), figures);
    }
    if (use.attributes().isEmpty()) {
      throw AbsentException.attribute("value");
    }
    throw new TranslationException("a constant that is no tensor of numbers");
  }

  private static Term filled(Use use) {
    Shape shape = MovementOperators.shape(use.numbers(0));
    use.tensor("value")
        .ifPresent(
            value ->
                InvalidException.unless(
                    value.size() == 1, "a value of %d elements, and it takes one", value.size()));
    return use.tensor("value")
        .map(value -> use.nodes().filled(shape, value.type(), value.element(0)))
        .orElseGet(() -> use.nodes().filled(shape, ElementType.FLOAT, 0));
  }

  private static Term shape(Use use) {
    Term x = use.in(0);
    int from = bound(use.integer("start", 0), x.rank());
    int to = bound(use.integer("end", x.rank()), x.rank());
    return Term.Known.integers(
        x.shape().extents().subList(from, Math.max(from, to)).stream()
            .mapToLong(Integer::longValue)
            .toArray());
  }

  private static int bound(long number, int rank) {
    return (int) Math.clamp(number < 0 ? number + rank : number, 0L, (long) rank);
  }

  private static Term range(Use use) {
    Term.Known start = use.known(0);
    double from = use.requiredFigure(0);
    double to = use.requiredFigure(1);
    double step = use.requiredFigure(2);
    InvalidException.unless(
        step != 0 && Double.isFinite(step) && Double.isFinite(to - from),
        "a range from %s to %s in steps of %s",
        from,
        to,
        step);
    int count = Tables.extent(Math.max(0, (long) Math.ceil((to - from) / step)));
    double[] numbers = new double[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = from + k * step;
    }
    return Term.Known.of(start.type(), Shape.of(count), numbers);
  }
}
