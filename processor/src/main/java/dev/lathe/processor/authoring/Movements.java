package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Movement;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Movements of elements as layers: axes into another order first, then slices, enlargements and
 * paddings.
 */
final class Movements {
  private final Draft draft;
  private final Node node;
  private final Relocation relocation;
  private final List<Movement> movements = new ArrayList<>();
  private String source = "";
  private Shape shape = Shape.of();

  Movements(Draft draft, Node node, Relocation relocation) {
    this.draft = draft;
    this.node = node;
    this.relocation = relocation;
  }

  /** Without a movement yet. */
  Movements(Draft draft, Node node) {
    this(draft, node, Relocation.identity(node.shape()));
  }

  /** Writes the layers that move the elements of a value. */
  void write(Node x) {
    Optional<Draft.Held> cells = new CellsOfChannels(draft).write(x, relocation);
    if (cells.isPresent()) {
      draft.hold(node, cells.get());
      return;
    }
    Draft.Held turned = turned(x);
    for (int axis = 0; axis < node.shape().rank(); axis++) {
      Relocation.AxisTable table = relocation.axes().get(axis);
      movements.add(Movement.of(table.indices(), x.shape().extent(table.source())));
    }
    if (movements.stream().allMatch(each -> each instanceof Movement.Stay)) {
      draft.hold(node, turned);
      return;
    }
    shape = turnedShape(x);
    source = draft.as(turned, shape);
    slice();
    enlarge();
    skip();
    pad(relocation.fill());
    choose();
    movements.stream()
        .filter(each -> !(each instanceof Movement.Stay))
        .findFirst()
        .ifPresent(
            each -> {
              throw new UnsayableException("a movement of cells along an axis: " + described(each));
            });
    draft.hold(node, source, shape);
  }

  private static String described(Movement movement) {
    return switch (movement) {
      case Movement.Table(List<Integer> indices) ->
          "by a table of %d places".formatted(indices.size());
      case Movement.Steps(int begin, int step, int _) ->
          "every %d-th from %d on".formatted(step, begin);
      case Movement.Enlarge(int factor) -> "each %d times".formatted(factor);
      case Movement.Pad _ -> "with others around";
      case Movement.Stretch _ -> "one of them everywhere";
      case Movement.Stay _ -> "none";
    };
  }

  private void add(String kind, AnnotationText text) {
    source = draft.add(draft.names().ofKind(kind), shape, text, source);
  }

  private Draft.Held turned(Node x) {
    List<Integer> order = relocation.axes().stream().map(Relocation.AxisTable::source).toList();
    Draft.Held value =
        x.shape().rank() > LayerOperation.MOST_AXES
            ? draft.any(x)
            : new Draft.Held(draft.as(x), x.shape());
    return new AxisOrder(draft).turn(value, x.shape(), order);
  }

  private Shape turnedShape(Node x) {
    return new Shape(
        relocation.axes().stream().map(table -> x.shape().extent(table.source())).toList());
  }

  private void reshape(Shape wanted) {
    if (wanted.rank() > LayerOperation.MOST_AXES) {
      throw new UnsayableException("a value of %d axes".formatted(wanted.rank()));
    }
    if (!shape.equals(wanted)) {
      shape = wanted;
      String extents =
          wanted.rank() == 1
              ? wanted.extents().getFirst().toString()
              : wanted.extents().toString().replace('[', '{').replace(']', '}');
      add("shaped", new AnnotationText("Reshape").with("value", extents));
    }
  }

  private Shape with(int axis, int extent) {
    List<Integer> extents = new ArrayList<>(shape.extents());
    extents.set(axis, extent);
    return new Shape(extents);
  }

  private void slice() {
    for (int axis = 0; axis < movements.size(); axis++) {
      if (movements.get(axis) instanceof Movement.Steps(int begin, int step, int count)
          && step == 1) {
        AnnotationText text = new AnnotationText("Slice");
        if (axis > 0) {
          text.with("axis", TensorLayers.axis(shape, axis));
        }
        text.unless(0, "begin", List.of(begin)).with("end", begin + count);
        shape = with(axis, count);
        add("slice", text);
        movements.set(axis, new Movement.Stay());
      }
    }
  }

  private void enlarge() {
    List<Integer> factors = new ArrayList<>();
    for (int axis = 1; axis < movements.size(); axis++) {
      boolean enlarged = movements.get(axis) instanceof Movement.Enlarge;
      boolean stretched = movements.get(axis) instanceof Movement.Stretch;
      int factor =
          enlarged
              ? ((Movement.Enlarge) movements.get(axis)).factor()
              : stretched ? ((Movement.Stretch) movements.get(axis)).extent() : 1;
      factors.add(factor);
      if (factor > 1) {
        shape = with(axis, shape.extent(axis) * factor);
        movements.set(axis, new Movement.Stay());
      }
    }
    if (factors.stream().anyMatch(factor -> factor > 1)) {
      add("up", new AnnotationText("Upsample").with("value", factors));
    }
  }

  /** Every second cell, or third: the only cell of windows of one, a step apart. */
  private void skip() {
    List<Integer> strides = new ArrayList<>();
    for (int axis = 1; axis < movements.size(); axis++) {
      int stride = 1;
      if (movements.get(axis) instanceof Movement.Steps(int begin, int step, int count)
          && step > 1) {
        stride = step;
        AnnotationText text =
            new AnnotationText("Slice")
                .with("axis", TensorLayers.axis(shape, axis))
                .unless(0, "begin", List.of(begin))
                .with("end", begin + (count - 1) * step + 1);
        shape = with(axis, (count - 1) * step + 1);
        add("slice", text);
        movements.set(axis, new Movement.Stay());
      }
      strides.add(stride);
    }
    if (strides.stream().anyMatch(stride -> stride > 1)) {
      for (int axis = 1; axis < shape.rank(); axis++) {
        shape = with(axis, (shape.extent(axis) - 1) / strides.get(axis - 1) + 1);
      }
      add("cells", new AnnotationText("MaxPool").with("value", 1).with("stride", strides));
    }
  }

  /** Cells along an axis in an order that no layer has: products with ones and zeros. */
  private void choose() {
    for (int axis = 0; axis < movements.size(); axis++) {
      if (movements.get(axis) instanceof Movement.Stay) {
        continue;
      }
      List<Integer> indices = relocation.axes().get(axis).indices();
      if (relocation.fill() != 0 && indices.contains(Relocation.OUTSIDE)) {
        continue;
      }
      int cells = shape.extent(axis);
      List<double[]> rows = new ArrayList<>();
      for (int index : indices) {
        double[] row = new double[cells];
        if (index != Relocation.OUTSIDE) {
          row[index] = 1;
        }
        rows.add(row);
      }
      Shape made = with(axis, rows.size());
      Draft.Held value = new AxisProduct(draft).write(new Draft.Held(source, shape), axis, rows);
      shape = made;
      source = draft.as(value, made);
      movements.set(axis, new Movement.Stay());
    }
  }

  /** Padding of spatial axes. */
  private void pad(double fill) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    List<Movement.Mode> modes = new ArrayList<>();
    for (int axis = 1; axis < movements.size(); axis++) {
      if (movements.get(axis) instanceof Movement.Pad(Movement.Mode mode, int front, int behind)
          && Math.max(front, behind) <= most(mode, shape.extent(axis))) {
        before.add(front);
        after.add(behind);
        modes.add(mode);
        shape = with(axis, shape.extent(axis) + front + behind);
        movements.set(axis, new Movement.Stay());
      } else {
        before.add(0);
        after.add(0);
      }
    }
    if (modes.isEmpty()) {
      return;
    }
    if (modes.stream().distinct().count() > 1) {
      throw new UnsayableException("padding of several kinds at once");
    }
    AnnotationText text = new AnnotationText("Pad");
    List<Integer> figures =
        before.equals(after) ? before : Stream.concat(before.stream(), after.stream()).toList();
    text.with("value", figures);
    if (modes.getFirst() == Movement.Mode.CONSTANT) {
      text.unless(0, "fill", fill);
    } else {
      text.with("mode", "PadMode." + modes.getFirst());
    }
    add("pad", text);
  }

  /** How many cells an axis has to give. */
  private static int most(Movement.Mode mode, int extent) {
    return switch (mode) {
      case REFLECT -> extent - 1;
      case CIRCULAR -> extent;
      case CONSTANT, REPLICATE -> Integer.MAX_VALUE;
    };
  }

  /**
   * A value joined to tensors of one figure along an axis: padding, of channels as of a spatial
   * axis of a single map.
   */
  void fillUp(List<Node> operands, int axis) {
    List<Node> values = operands.stream().filter(each -> !draft.isKnown(each)).toList();
    if (values.size() != 1) {
      throw new UnsayableException("a stored tensor joined to values");
    }
    Node x = values.getFirst();
    int place = operands.indexOf(x);
    double fill = fill(operands);
    int before = extent(operands.subList(0, place), axis);
    int after = extent(operands.subList(place + 1, operands.size()), axis);
    source = draft.as(x);
    shape = x.shape();
    if (axis == 0) {
      List<Integer> extents = new ArrayList<>(List.of(1));
      extents.addAll(shape.extents());
      reshape(new Shape(extents));
    }
    int along = Math.max(1, axis);
    for (int k = 0; k < shape.rank(); k++) {
      movements.add(
          k == along
              ? new Movement.Pad(Movement.Mode.CONSTANT, before, after)
              : new Movement.Stay());
    }
    pad(fill);
    reshape(node.shape());
    draft.hold(node, source, shape);
  }

  private static int extent(List<Node> operands, int axis) {
    return operands.stream().mapToInt(each -> each.shape().extent(axis)).sum();
  }

  private double fill(List<Node> operands) {
    double[] figures =
        operands.stream()
            .filter(draft::isKnown)
            .flatMapToDouble(
                each -> {
                  float[] elements = draft.elements(each);
                  return IntStream.range(0, elements.length).mapToDouble(k -> elements[k]);
                })
            .distinct()
            .toArray();
    if (figures.length != 1) {
      throw new UnsayableException("a stored tensor joined to a value");
    }
    return figures[0];
  }
}
