package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Convolutions and their adjoints. */
final class ConvolutionOperators {
  private ConvolutionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Conv", Operator.single(ConvolutionOperators::convolution));
    operators.put("ConvTranspose", Operator.single(ConvolutionOperators::transposed));
  }

  static Term convolution(Use use) {
    Term x = use.in(0);
    Term w = use.in(1);
    int groups = Sizes.of(use.integer("group", 1));
    if (x.rank() < 3
        || w.rank() != x.rank()
        || groups < 1
        || w.extent(1) * groups != x.extent(1)
        || w.extent(0) % groups != 0) {
      throw new InvalidException(
          "a weight %s for %s in %d groups".formatted(w.shape(), x.shape(), groups));
    }
    InvalidException.unless(w.size() > 0, "a weight %s", w.shape());
    checkBias(use, w.extent(0));
    Maps maps = Maps.of(use.nodes(), x);
    Window window = maps.window(WindowFigures.of(use, x, kernel(use, w)).window());
    Node sums =
        use.nodes()
            .add(
                new Operation.Convolution(
                    window, new Connections.Groups(groups), false, Epilogue.NONE),
                maps.node(x),
                use.nodes().weight(w, maps.weight(w.shape())));
    return maps.term(biased(use, sums, use.optional(2)), x.type());
  }

  private static List<Integer> kernel(Use use, Term w) {
    List<Integer> kernel = w.shape().extents().subList(2, w.rank());
    if (!WindowFigures.figures(use, "kernel_shape", kernel.size(), 0).equals(kernel)
        && use.has("kernel_shape")) {
      throw new InvalidException(
          "kernel_shape %s, and the weight's kernel is %s"
              .formatted(use.integers("kernel_shape").orElseThrow(), kernel));
    }
    return kernel;
  }

  private static void checkBias(Use use, int maps) {
    use.optional(2)
        .ifPresent(
            bias ->
                InvalidException.unless(
                    bias.shape().equals(Shape.of(maps)),
                    "a bias %s for %d maps",
                    bias.shape(),
                    maps));
  }

  /** The sums and a bias for each map. */
  static Node biased(Use use, Node sums, Optional<Term> bias) {
    if (bias.isEmpty()) {
      return sums;
    }
    Nodes nodes = use.nodes();
    Term b = bias.get();
    if (b instanceof Term.Known known && b.size() == sums.shape().channels()) {
      Node parameter = nodes.weight(known, Shape.of(b.size()));
      if (parameter.operation() instanceof Operation.Parameter) {
        return nodes.add(new Operation.AddBias(), sums, parameter);
      }
    }
    List<Integer> extents = new ArrayList<>(List.of(b.size()));
    extents.addAll(Collections.nCopies(sums.shape().spatialRank(), 1));
    Node spread = nodes.reshaped(nodes.node(b), new Shape(extents));
    return nodes.add(new Operation.Pointwise(add(operand(0), operand(1))), sums, spread);
  }

  private static Term transposed(Use use) {
    Term x = use.in(0);
    Term w = use.in(1);
    int groups = Sizes.of(use.integer("group", 1));
    if (x.rank() < 3
        || w.rank() != x.rank()
        || w.extent(0) != x.extent(1)
        || groups < 1
        || w.extent(0) % groups != 0) {
      throw new InvalidException(
          "a weight %s for %s in %d groups".formatted(w.shape(), x.shape(), groups));
    }
    InvalidException.unless(w.size() > 0, "a weight %s", w.shape());
    checkBias(use, Sizes.product(w.extent(1), groups));
    Maps maps = Maps.of(use.nodes(), x);
    int rank = x.rank() - 2;
    WindowFigures figures = WindowFigures.of(use, x, kernel(use, w));
    List<Integer> extents = new ArrayList<>();
    Window window = outer(use, figures, extents);
    List<Integer> output = new ArrayList<>(List.of(w.extent(1) * groups));
    output.addAll(maps.with(maps.images(), extents));
    if (output.stream().anyMatch(extent -> extent < 1) || extents.size() != rank) {
      throw new InvalidException("an output " + output);
    }
    Node sums =
        use.nodes()
            .add(
                new Operation.TransposedConvolution(
                    maps.window(window), new Connections.Groups(groups), false, Epilogue.NONE),
                new Shape(output),
                maps.node(x),
                use.nodes().weight(w, maps.weight(w.shape())));
    return maps.term(biased(use, sums, use.optional(2)), x.type());
  }

  /** The window of the convolution that this one undoes, and the extents that it makes. */
  private static Window outer(Use use, WindowFigures figures, List<Integer> extents) {
    int rank = figures.rank();
    List<Integer> added = WindowFigures.figures(use, "output_padding", rank, 0);
    Optional<List<Long>> wanted = use.integers("output_shape");
    String auto = use.text("auto_pad", "NOTSET");
    figures.pads();
    wanted.ifPresent(
        shape ->
            InvalidException.unless(
                shape.size() >= rank, "output_shape %s for %d axes", shape, rank));
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int stride = figures.stride().get(axis);
      InvalidException.unless(
          added.get(axis) < Math.max(stride, figures.dilation().get(axis)),
          "output_padding %s, and has to be below the stride %s",
          added,
          figures.stride());
      int full =
          Tables.extent(
              stride * (figures.input().get(axis) - 1L)
                  + added.get(axis)
                  + figures.dilation().get(axis) * (figures.kernel().get(axis) - 1L)
                  + 1);
      boolean same = auto.startsWith("SAME");
      if (wanted.isPresent() || same) {
        int offset = wanted.map(shape -> shape.size() - rank).orElse(0);
        int extent =
            wanted.isPresent()
                ? Tables.extent(wanted.get().get(offset + axis))
                : Tables.extent((long) figures.input().get(axis) * stride);
        InvalidException.unless(
            extent >= 1 || !wanted.isPresent(), "output_shape %s", wanted.orElse(List.of()));
        int cut = Math.max(0, full - extent);
        int front = auto.equals("SAME_UPPER") ? cut / 2 : cut - cut / 2;
        before.add(front);
        after.add(cut - front);
        extents.add(extent);
      } else {
        List<Integer> pads = figures.pads();
        before.add(pads.get(axis));
        after.add(pads.get(rank + axis));
        extents.add(full - pads.get(axis) - pads.get(rank + axis));
      }
    }
    return new Window(figures.kernel(), figures.stride(), before, after, figures.dilation());
  }
}
