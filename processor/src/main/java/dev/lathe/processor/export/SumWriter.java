package dev.lathe.processor.export;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Sums of products: convolutions, transposed ones, dense and locally connected layers. */
final class SumWriter {
  private final Sheet sheet;
  private final Values values;
  private final Node node;

  /**
   * @param node the last of the layer's nodes
   */
  SumWriter(Sheet sheet, Values values, Node node) {
    this.sheet = sheet;
    this.values = values;
    this.node = node;
  }

  void dense(Idiom.Dense dense) {
    int outputs = dense.outputs();
    Shape matrix = Shape.of(outputs, dense.x().shape().size());
    List<String> inputs = new ArrayList<>(List.of(values.flat(dense.x())));
    inputs.add(weight(dense.weight(), matrix, Optional.empty()));
    dense.bias().ifPresent(bias -> inputs.add(stored(bias, Shape.of(outputs))));
    String name = sheet.add(sheet.name(node.name()), "Gemm", inputs, OnnxAttribute.of("transB", 1));
    values.hold(node, name, Shape.of(outputs));
  }

  void convolution(Idiom.Convolution sums) {
    if (sums.connections() instanceof Connections.Untied) {
      untied(sums);
      return;
    }
    Shape shape =
        Kernels.shape(
            sums.connections(),
            node.shape().channels(),
            sums.x().shape().channels(),
            sums.window());
    String weight = weight(sums.weight(), shape, kernel(sums.connections(), sums));
    write(
        "Conv",
        values.batched(sums.x()),
        weight,
        sums.bias(),
        WindowWriter.attributes(sums.window(), true, groups(sums.connections())));
  }

  void transposed(Idiom.Transposed sums) {
    Window window = sums.window();
    int maps = sums.x().shape().channels();
    Shape shape = Kernels.shape(sums.connections(), maps, node.shape().channels(), window);
    Kernel kernel = new Kernel(sums.connections(), node.shape().channels(), window, sums.flip());
    write(
        "ConvTranspose",
        values.batched(sums.x()),
        weight(sums.weight(), shape, Optional.of(kernel)),
        sums.bias(),
        WindowWriter.attributes(
            window,
            true,
            groups(sums.connections()),
            OnnxAttribute.ints("output_padding", outputPadding(window, sums.x().shape()))));
  }

  private List<Integer> outputPadding(Window window, Shape map) {
    List<Integer> padding = new ArrayList<>();
    for (int axis = 0; axis < window.rank(); axis++) {
      int natural =
          window.stride().get(axis) * (map.extent(axis + 1) - 1)
              + window.span(axis)
              - window.before().get(axis)
              - window.after().get(axis);
      padding.add(node.shape().extent(axis + 1) - natural);
    }
    return padding;
  }

  private static OnnxAttribute groups(Connections connections) {
    return OnnxAttribute.of(
        "group", connections instanceof Connections.Groups(int count) ? count : 1);
  }

  /** How a stored weight becomes ONNX's. */
  private record Kernel(Connections connections, int inputs, Window window, boolean flip) {
    float[] of(float[] weight) {
      float[] full =
          connections instanceof Connections.Table table
              ? Kernels.full(weight, table, inputs, window.taps())
              : weight;
      return flip ? Kernels.reversed(full, window.taps()) : full;
    }
  }

  private static Optional<Kernel> kernel(Connections connections, Idiom.Convolution sums) {
    return Optional.of(
        new Kernel(connections, sums.x().shape().channels(), sums.window(), sums.flip()));
  }

  /** A stored weight, or one that is computed for an image. */
  private String weight(Node weight, Shape shape, Optional<Kernel> kernel) {
    if (values.isKnown(weight)) {
      float[] elements = values.elements(weight);
      return values.stored(
          weight.name(), shape, kernel.map(each -> each.of(elements)).orElse(elements));
    }
    values.makeSingle();
    String name = sheet.name(weight.name() + ".kernels");
    List<Long> extents = shape.extents().stream().map(Integer::longValue).toList();
    sheet.add(name, "Reshape", List.of(values.any(weight).name(), sheet.numbers(extents)));
    return kernel.filter(Kernel::flip).isPresent() ? turned(weight, name, shape) : name;
  }

  /** Read backwards along the axes of the kernel. */
  private String turned(Node weight, String name, Shape shape) {
    int rank = shape.rank() - 2;
    List<Long> axes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      axes.add(axis + 2L);
    }
    return sheet.add(
        sheet.name(weight.name() + ".turned"),
        "Slice",
        List.of(
            name,
            sheet.numbers(Collections.nCopies(rank, -1L)),
            sheet.numbers(Collections.nCopies(rank, (long) Integer.MIN_VALUE)),
            sheet.numbers(axes),
            sheet.numbers(Collections.nCopies(rank, -1L))));
  }

  private String stored(Node bias, Shape shape) {
    return values.stored(bias.name(), shape, values.elements(bias));
  }

  /** The operator takes a bias a map; one a unit is added behind it. */
  private void write(
      String type, String x, String weight, Optional<Node> bias, OnnxAttribute... attributes) {
    boolean perUnit = bias.filter(each -> each.shape().rank() > 1).isPresent();
    List<String> inputs = new ArrayList<>(List.of(x, weight));
    bias.filter(_ -> !perUnit).ifPresent(each -> inputs.add(stored(each, each.shape())));
    String name = node.name() + (perUnit ? ".sums" : "");
    String sums = sheet.add(sheet.name(name), type, inputs, attributes);
    finish(sums, bias.filter(_ -> perUnit));
  }

  private void finish(String sums, Optional<Node> unitBias) {
    String result =
        unitBias
            .map(
                bias ->
                    sheet.add(
                        sheet.name(node.name()), "Add", List.of(sums, stored(bias, bias.shape()))))
            .orElse(sums);
    values.hold(node, result, node.shape());
  }

  /** The cells of every window times the matrix of its position. */
  private void untied(Idiom.Convolution sums) {
    if (!values.isKnown(sums.weight())) {
      throw new UnsayableException("weights of its own for each position that are computed");
    }
    Shape map = sums.x().shape();
    int taps = sums.window().taps();
    int cells = map.channels() * taps;
    int positions = node.shape().positions();
    int outputs = node.shape().channels();
    String windows =
        new WindowWriter(sheet).cells(node.name(), values.batched(sums.x()), map, sums.window(), 0);
    String turned = step("turned", "Transpose", windows, order(0, 2, 1, 3));
    String rows = shaped("rows", turned, Shape.of(positions, 1, cells));
    float[] weight = values.elements(sums.weight());
    float[] kernels = sums.flip() ? Kernels.reversed(weight, taps) : weight;
    String matrices =
        values.stored(
            sums.weight().name(),
            Shape.of(positions, cells, outputs),
            Kernels.matrices(kernels, positions, outputs, cells));
    String products =
        sheet.add(sheet.name(node.name() + ".products"), "MatMul", List.of(rows, matrices));
    String columns = shaped("columns", products, Shape.of(positions, outputs));
    String maps = step("maps", "Transpose", columns, order(0, 2, 1));
    String result =
        sheet.add(
            sheet.name(node.name() + (sums.bias().isPresent() ? ".sums" : "")),
            "Reshape",
            List.of(maps, sheet.numbers(Values.shape(node.shape()))));
    finishBias(result, sums.bias());
  }

  private void finishBias(String sums, Optional<Node> bias) {
    if (bias.isPresent() && bias.get().shape().rank() == 1) {
      List<Integer> extents = new ArrayList<>(bias.get().shape().extents());
      extents.addAll(Collections.nCopies(node.shape().spatialRank(), 1));
      String figures = stored(bias.get(), new Shape(extents));
      values.hold(
          node, sheet.add(sheet.name(node.name()), "Add", List.of(sums, figures)), node.shape());
    } else {
      finish(sums, bias);
    }
  }

  private static OnnxAttribute order(Integer... axes) {
    return OnnxAttribute.ints("perm", List.of(axes));
  }

  private String step(String ending, String type, String x, OnnxAttribute... attributes) {
    return sheet.add(sheet.name(node.name() + "." + ending), type, List.of(x), attributes);
  }

  private String shaped(String ending, String x, Shape shape) {
    return sheet.add(
        sheet.name(node.name() + "." + ending),
        "Reshape",
        List.of(x, sheet.numbers(Values.shape(shape))));
  }
}
