package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Movement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    source = draft.as(x);
    shape = x.shape();
    turn();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Relocation.AxisTable table = relocation.axes().get(axis);
      movements.add(Movement.of(table.indices(), shape.extent(axis)));
    }
    slice();
    enlarge();
    pad(relocation.fill());
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
      default -> movement.toString();
    };
  }

  private void add(String kind, AnnotationText text) {
    source = draft.add(draft.names().ofKind(kind), shape, text, source);
  }

  /**
   * Axes in another order. If two blocks of axes change places before others that stay, that is
   * what a channel shuffle does, whose channels are the elements of both blocks.
   */
  private void turn() {
    List<Integer> order = relocation.axes().stream().map(Relocation.AxisTable::source).toList();
    List<Integer> plain = Relocation.range(0, order.size());
    if (order.equals(plain)) {
      return;
    }
    // Axes of one cell may be anywhere.
    Shape given = shape;
    List<Integer> moving = order.stream().filter(axis -> given.extent(axis) > 1).toList();
    List<Integer> sorted = moving.stream().sorted().toList();
    Shape turned = new Shape(order.stream().map(given::extent).toList());
    int front = moving.size();
    while (front > 0 && moving.get(front - 1).equals(sorted.get(front - 1))) {
      front--;
    }
    if (front > 0) {
      shuffle(given, moving.subList(0, front), sorted);
    }
    reshape(turned);
  }

  private void shuffle(Shape given, List<Integer> moving, List<Integer> sorted) {
    int split = sorted.indexOf(moving.getFirst());
    List<Integer> rotated = new ArrayList<>(sorted.subList(0, moving.size()));
    Collections.rotate(rotated, -split);
    if (!rotated.equals(moving)) {
      throw new UnsayableException("axes in another order");
    }
    List<Integer> extents = new ArrayList<>(List.of(product(given, moving)));
    sorted.stream().skip(moving.size()).map(given::extent).forEach(extents::add);
    reshape(new Shape(extents));
    int groups = product(given, sorted.subList(0, split));
    add("turned", new AnnotationText("ChannelShuffle").with("groups", groups));
  }

  private static int product(Shape shape, List<Integer> axes) {
    return axes.stream().mapToInt(shape::extent).reduce(1, Math::multiplyExact);
  }

  private void reshape(Shape wanted) {
    if (wanted.rank() > 4) {
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

  /** Padding of spatial axes. */
  private void pad(double fill) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    List<Movement.Mode> modes = new ArrayList<>();
    for (int axis = 1; axis < movements.size(); axis++) {
      if (movements.get(axis) instanceof Movement.Pad(Movement.Mode mode, int front, int behind)) {
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
