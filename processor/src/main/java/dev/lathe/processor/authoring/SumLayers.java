package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.idiom.Idiom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Layers with weights. */
final class SumLayers {
  private final Draft draft;

  SumLayers(Draft draft) {
    this.draft = draft;
  }

  void dense(Node node, Idiom.Dense dense) {
    int outputs = dense.outputs();
    AnnotationText text =
        new AnnotationText("Dense")
            .with("value", outputs)
            .unless(true, "bias", dense.bias().isPresent());
    Draft.Held x = draft.any(dense.x());
    List<Integer> extents = new ArrayList<>(Collections.nCopies(Math.max(1, x.shape().rank()), 1));
    extents.set(0, outputs);
    String name = name(dense.weight(), "fc");
    draft.add(name, new Shape(extents), text, x.layer());
    weights(name, dense.weight(), Shape.of(outputs, dense.x().shape().size()));
    bias(name, dense.bias(), Shape.of(outputs));
    draft.hold(node, name, new Shape(extents));
  }

  /** Squared distances to stored points. */
  void distances(Node node, Idiom.Distances distances) {
    int row = distances.x().shape().size();
    int outputs = distances.points().shape().size() / row;
    Draft.Held x = draft.any(distances.x());
    List<Integer> extents = new ArrayList<>(Collections.nCopies(Math.max(1, x.shape().rank()), 1));
    extents.set(0, outputs);
    String name = name(distances.points(), "rbf");
    AnnotationText text = new AnnotationText("Rbf").with("value", outputs);
    draft.add(name, new Shape(extents), text, x.layer());
    weights(name, distances.points(), Shape.of(outputs, row));
    draft.hold(node, name, new Shape(extents));
  }

  void convolution(Node node, Idiom.Convolution sums) {
    requireMap(sums.window());
    AnnotationText text = new AnnotationText("Conv").with("filters", node.shape().channels());
    Windowing.slide(text, sums.window());
    finish(node, text, sums.x(), "conv", sums.connections(), sums.weight(), sums.bias(), false);
    if (sums.flip()) {
      text.with("flip", "true");
    }
  }

  void transposed(Node node, Idiom.Transposed sums) {
    requireMap(sums.window());
    Window window = sums.window();
    AnnotationText text =
        new AnnotationText("TransposedConv").with("filters", node.shape().channels());
    Windowing.slide(text, window);
    List<Integer> extra = new ArrayList<>();
    for (int axis = 0; axis < window.rank(); axis++) {
      int natural =
          window.stride().get(axis) * (sums.x().shape().extent(axis + 1) - 1)
              + window.span(axis)
              - window.before().get(axis)
              - window.after().get(axis);
      extra.add(node.shape().extent(axis + 1) - natural);
    }
    text.unless(0, "outputPadding", extra);
    finish(node, text, sums.x(), "up", sums.connections(), sums.weight(), sums.bias(), true);
  }

  private static void requireMap(Window window) {
    if (window.rank() == 0 || window.rank() > 3) {
      throw new UnsayableException("a convolution along %d axes".formatted(window.rank()));
    }
  }

  private void finish(
      Node node,
      AnnotationText text,
      Node x,
      String kind,
      Connections connections,
      Node weight,
      Optional<Node> bias,
      boolean transposed) {
    if (!(connections instanceof Connections.Groups(int groups))) {
      throw new UnsayableException("a table of connections");
    }
    boolean perUnit = bias.filter(each -> isPerUnit(each, node)).isPresent();
    if (groups > 1) {
      text.with("groups", groups);
    }
    text.unless(true, "bias", bias.isPresent()).unless(false, "biasPerUnit", perUnit);
    String source = draft.as(x);
    String name = name(weight, kind);
    draft.add(name, node.shape(), text, source);
    int outputs = node.shape().channels();
    int inputs = x.shape().channels();
    List<Integer> extents =
        new ArrayList<>(
            transposed ? List.of(inputs, outputs / groups) : List.of(outputs, inputs / groups));
    extents.addAll(weight.shape().extents().subList(2, weight.shape().rank()));
    weights(name, weight, new Shape(extents));
    bias(name, bias, perUnit ? node.shape() : Shape.of(outputs));
    draft.hold(node, name, node.shape());
  }

  private static boolean isPerUnit(Node bias, Node node) {
    return bias.shape().size() == node.shape().size() && node.shape().positions() > 1;
  }

  void normalise(Node node, Idiom.Normalised norm) {
    Draft.Held x = draft.any(norm.x());
    int maps = node.shape().channels();
    if (x.shape().channels() != maps) {
      x = new Draft.Held(draft.as(norm.x()), node.shape());
    }
    AnnotationText text =
        new AnnotationText("BatchNorm")
            .unless(1e-5, "epsilon", norm.epsilon())
            .unless(true, "affine", norm.weight().isPresent());
    String name = name(norm.weight().orElse(norm.mean()), "norm");
    draft.add(name, x.shape(), text, x.layer());
    Shape shape = Shape.of(maps);
    norm.weight().ifPresent(weight -> weights(name, weight, shape));
    bias(name, norm.bias(), shape);
    draft.tensors().add(name + ".running_mean", shape, draft.elements(norm.mean()));
    draft.tensors().add(name + ".running_var", shape, draft.elements(norm.variance()));
    draft.hold(node, name, x.shape());
  }

  /** Every map times a figure, plus another. */
  void scale(Node node, Scaled scaled) {
    draft.hold(node, scaled(scaled.x(), scaled));
  }

  /** A convolution of single cells, map by map. */
  Draft.Held scaled(Node x, Scaled line) {
    Shape own = x.shape();
    int maps = line.factors().length;
    Shape shape =
        own.spatialRank() < 1 || own.spatialRank() > 3 ? Shape.of(maps, own.size() / maps) : own;
    boolean perUnit = line.offsets().length > maps;
    boolean shifted = perUnit || !Figures.all(line.offsets(), 0);
    AnnotationText text =
        new AnnotationText("Conv")
            .with("filters", maps)
            .with("kernel", 1)
            .unless(1, "groups", List.of(maps))
            .unless(true, "bias", shifted)
            .unless(false, "biasPerUnit", perUnit);
    Draft.Held scaled = draft.put("scale", shape, text, draft.as(x, shape));
    List<Integer> kernel = new ArrayList<>(List.of(maps, 1));
    kernel.addAll(Collections.nCopies(shape.spatialRank(), 1));
    String name = scaled.layer();
    draft.tensors().add(name + ".weight", new Shape(kernel), line.factors());
    if (shifted) {
      draft.tensors().add(name + ".bias", perUnit ? shape : Shape.of(maps), line.offsets());
    }
    return scaled;
  }

  /** A line between bounds: the line, and an activation that has the bounds. */
  void clip(Node node, Node x, ClippedLine line) {
    int maps = node.shape().channels();
    float[] factors = new float[maps];
    float[] offsets = new float[maps];
    Arrays.fill(factors, (float) line.slope());
    Arrays.fill(offsets, (float) line.offset());
    scale(node, new Scaled(x, factors, offsets));
    draft.activate(
        node,
        node,
        new AnnotationText("HardTanh").unless(-1, "min", line.low()).unless(1, "max", line.high()),
        false);
  }

  private String name(Node weight, String kind) {
    return weight.operation() instanceof Operation.Parameter parameter
        ? draft.names().ofWeight(parameter.name(), kind)
        : draft.names().ofKind(kind);
  }

  private void weights(String layer, Node weight, Shape shape) {
    if (!draft.isKnown(weight)) {
      throw new UnsayableException("weights that are computed");
    }
    draft.tensors().add(layer + ".weight", shape, draft.elements(weight));
  }

  private void bias(String layer, Optional<Node> bias, Shape shape) {
    bias.ifPresent(each -> draft.tensors().add(layer + ".bias", shape, draft.elements(each)));
  }
}
