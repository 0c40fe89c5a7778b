package dev.lathe.processor.export;

import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.List;
import java.util.stream.IntStream;

/** Poolings. */
final class PoolWriter {
  private final Sheet sheet;
  private final WindowWriter windows;
  private final Node node;
  private final Shape map;
  private final String x;

  /**
   * @param node the pooling
   * @param map the shape of what is pooled
   * @param x its name
   */
  PoolWriter(Sheet sheet, Node node, Shape map, String x) {
    this.sheet = sheet;
    this.windows = new WindowWriter(sheet);
    this.node = node;
    this.map = map;
    this.x = x;
  }

  String write() {
    return switch (node.operation()) {
      case Operation.MaxPool(Windows all) -> maximum(WindowWriter.simplified(all, map));
      case Operation.AveragePool(Windows all, Divisor divisor) ->
          mean(WindowWriter.simplified(all, map), divisor, all);
      case Operation.SmoothPool(Windows all, SmoothPooling.Norm(double p)) ->
          norm(WindowWriter.simplified(all, map), p);
      case Operation.SmoothPool(
              Windows all,
              SmoothPooling.LogSumExp(double beta, boolean isMean)) ->
          logSumExp(all, beta, isMean);
      default -> throw new IllegalArgumentException(node.toString());
    };
  }

  private String name() {
    return sheet.name(node.name());
  }

  private String name(String ending) {
    return sheet.name(node.name() + "." + ending);
  }

  private String maximum(Windows all) {
    if (WindowWriter.isGlobal(all, map)) {
      return sheet.add(name(), "GlobalMaxPool", List.of(x));
    }
    if (all instanceof Window window && WindowWriter.isPlain(window)) {
      return sheet.add(name(), "MaxPool", List.of(x), WindowWriter.attributes(window, true));
    }
    String cells = windows.cells(node.name(), x, map, all, Double.NEGATIVE_INFINITY);
    return shaped(reduced("ReduceMax", cells));
  }

  private String mean(Windows all, Divisor divisor, Windows counted) {
    double[] divisors = divisors(counted, divisor);
    boolean plain =
        all instanceof Window window
            && WindowWriter.isPlain(window)
            && window.dilation().stream().allMatch(step -> step == 1);
    if (!plain) {
      String cells = windows.cells(node.name(), x, map, all, 0);
      String sums =
          sheet.add(
              name("sums"),
              "ReduceSum",
              List.of(cells, sheet.numbers(List.of(3L))),
              OnnxAttribute.of("keepdims", 0));
      return scaled(shaped(name("shaped"), sums), 1, divisors);
    }
    Window window = (Window) all;
    boolean own = divisor.equals(Divisor.cells(window.rank()));
    if (WindowWriter.isGlobal(window, map) && all(divisors, window.taps())) {
      return sheet.add(name(), "GlobalAveragePool", List.of(x));
    }
    OnnxAttribute counts = OnnxAttribute.of("count_include_pad", own ? 0 : 1);
    OnnxAttribute[] attributes = WindowWriter.attributes(window, false, counts);
    if (own || all(divisors, window.taps())) {
      return sheet.add(name(), "AveragePool", List.of(x), attributes);
    }
    String means = sheet.add(name("means"), "AveragePool", List.of(x), attributes);
    return scaled(means, window.taps(), divisors);
  }

  private static boolean all(double[] figures, double figure) {
    return IntStream.range(0, figures.length).allMatch(k -> figures[k] == figure);
  }

  /** Times the factor, over what each position is divided by. */
  private String scaled(String value, double factor, double[] divisors) {
    if (all(divisors, divisors[0])) {
      return sheet.add(name(), "Mul", List.of(value, sheet.figure(factor / divisors[0])));
    }
    float[] factors = new float[divisors.length];
    for (int k = 0; k < factors.length; k++) {
      factors[k] = (float) (factor / divisors[k]);
    }
    Shape positions = new Shape(node.shape().extents().subList(1, node.shape().rank()));
    String table = sheet.floats(node.name() + ".shares", positions, factors);
    return sheet.add(name(), "Mul", List.of(value, table));
  }

  /** What the sum of each window is divided by, row-major. */
  private double[] divisors(Windows all, Divisor divisor) {
    double[] divisors = {1};
    int[] outputs = all.outputExtents(map.spatial());
    for (int axis = 0; axis < outputs.length; axis++) {
      double[] product = new double[divisors.length * outputs[axis]];
      for (int k = 0; k < product.length; k++) {
        int position = k % outputs[axis];
        product[k] =
            divisors[k / outputs[axis]] * divisor.factor(all, axis, position, map.extent(axis + 1));
      }
      divisors = product;
    }
    return divisors;
  }

  private String norm(Windows all, double p) {
    boolean whole = p == Math.rint(p) && p >= 1;
    if (whole
        && all instanceof Window window
        && WindowWriter.isPlain(window)
        && window.dilation().stream().allMatch(step -> step == 1)) {
      return sheet.add(
          name(),
          "LpPool",
          List.of(x),
          WindowWriter.attributes(window, false, OnnxAttribute.of("p", Math.round(p))));
    }
    String cells = windows.cells(node.name(), x, map, all, 0);
    String sizes = sheet.add(name("sizes"), "Abs", List.of(cells));
    String powers = sheet.add(name("powers"), "Pow", List.of(sizes, sheet.figure(p)));
    String sums =
        sheet.add(
            name("sums"),
            "ReduceSum",
            List.of(powers, sheet.numbers(List.of(3L))),
            OnnxAttribute.of("keepdims", 0));
    String roots = sheet.add(name("roots"), "Pow", List.of(sums, sheet.figure(1 / p)));
    return shaped(roots);
  }

  private String logSumExp(Windows all, double beta, boolean isMean) {
    String cells = windows.cells(node.name(), x, map, all, Double.NEGATIVE_INFINITY);
    String scaled =
        beta == 1 ? cells : sheet.add(name("scaled"), "Mul", List.of(cells, sheet.figure(beta)));
    String sums = reduced("ReduceLogSumExp", scaled);
    if (isMean) {
      double[] counts = divisors(all, Divisor.cells(all.rank()));
      float[] logs = new float[counts.length];
      for (int k = 0; k < logs.length; k++) {
        logs[k] = (float) Math.log(counts[k]);
      }
      String table = sheet.floats(node.name() + ".counts", Shape.of(logs.length), logs);
      sums = sheet.add(name("means"), "Sub", List.of(sums, table));
    }
    String divided =
        beta == 1 ? sums : sheet.add(name("divided"), "Div", List.of(sums, sheet.figure(beta)));
    return shaped(divided);
  }

  /** Without the axis of the cells. */
  private String reduced(String type, String cells) {
    return sheet.add(
        name("reduced"),
        type,
        List.of(cells),
        OnnxAttribute.ints("axes", List.of(3)),
        OnnxAttribute.of("keepdims", 0));
  }

  private String shaped(String value) {
    return shaped(name(), value);
  }

  private String shaped(String name, String value) {
    return sheet.add(name, "Reshape", List.of(value, sheet.numbers(Values.shape(node.shape()))));
  }
}
