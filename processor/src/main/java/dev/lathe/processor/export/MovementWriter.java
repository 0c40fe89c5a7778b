package dev.lathe.processor.export;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Movement;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A movement of elements: the axes into their order first, then one operator for all axes of each
 * kind of movement.
 */
final class MovementWriter {
  private final Sheet sheet;
  private final Node node;
  private final Relocation relocation;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /** An operator that waits for what it reads. */
  private record Step(String ending, String type, List<String> more, OnnxAttribute... attributes) {
    Step {
      more = List.copyOf(more);
    }
  }

  /**
   * @param map the shape of what is moved
   */
  MovementWriter(Sheet sheet, Node node, Relocation relocation, Shape map) {
    this.sheet = sheet;
    this.node = node;
    this.relocation = relocation;
    relocation
        .axes()
        .forEach(axis -> movements.add(Movement.of(axis.indices(), map.extent(axis.source()))));
    transpose();
    slice();
    enlarge();
    stretch();
    pad();
    for (int axis = 0; axis < movements.size(); axis++) {
      if (movements.get(axis) instanceof Movement.Table table) {
        gather(axis, table, map.extent(relocation.axes().get(axis).source()));
      }
    }
  }

  /**
   * Writes the operators.
   *
   * @param x the name of what is moved
   */
  String write(String x) {
    if (steps.isEmpty()) {
      return sheet.add(sheet.name(node.name()), "Identity", List.of(x));
    }
    String value = x;
    for (int k = 0; k < steps.size(); k++) {
      Step step = steps.get(k);
      boolean last = k == steps.size() - 1;
      String name = sheet.name(last ? node.name() : node.name() + "." + step.ending());
      List<String> inputs = new ArrayList<>(List.of(value));
      inputs.addAll(step.more());
      value = sheet.add(name, step.type(), inputs, step.attributes());
    }
    return value;
  }

  private void transpose() {
    List<Integer> order = relocation.axes().stream().map(Relocation.AxisTable::source).toList();
    if (!order.equals(Relocation.range(0, order.size()))) {
      List<Integer> perm = new ArrayList<>(List.of(0));
      order.forEach(axis -> perm.add(axis + 1));
      steps.add(new Step("turned", "Transpose", List.of(), OnnxAttribute.ints("perm", perm)));
    }
  }

  private void slice() {
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    List<Long> axes = new ArrayList<>();
    List<Long> strides = new ArrayList<>();
    for (int axis = 0; axis < movements.size(); axis++) {
      if (movements.get(axis) instanceof Movement.Steps(int begin, int step, int count)) {
        long end = begin + (long) step * count;
        starts.add((long) begin);
        // Below 0 an end would count from behind.
        ends.add(end < 0 ? Integer.MIN_VALUE : end);
        axes.add(axis + 1L);
        strides.add((long) step);
      }
    }
    if (!axes.isEmpty()) {
      steps.add(
          new Step(
              "slice",
              "Slice",
              List.of(
                  sheet.numbers(starts),
                  sheet.numbers(ends),
                  sheet.numbers(axes),
                  sheet.numbers(strides))));
    }
  }

  private void enlarge() {
    if (movements.stream().noneMatch(Movement.Enlarge.class::isInstance)) {
      return;
    }
    float[] scales = new float[movements.size() + 1];
    for (int k = 0; k < scales.length; k++) {
      boolean enlarged = k > 0 && movements.get(k - 1) instanceof Movement.Enlarge;
      scales[k] = enlarged ? ((Movement.Enlarge) movements.get(k - 1)).factor() : 1;
    }
    String figures = sheet.floats(node.name() + ".scales", Shape.of(scales.length), scales);
    steps.add(
        new Step(
            "enlarged",
            "Resize",
            List.of("", figures),
            OnnxAttribute.of("coordinate_transformation_mode", "asymmetric"),
            OnnxAttribute.of("mode", "nearest"),
            OnnxAttribute.of("nearest_mode", "floor")));
  }

  private void stretch() {
    if (movements.stream().anyMatch(Movement.Stretch.class::isInstance)) {
      List<Long> shape = new ArrayList<>(List.of(1L));
      movements.forEach(
          movement ->
              shape.add(movement instanceof Movement.Stretch(int extent) ? (long) extent : 1L));
      steps.add(new Step("stretched", "Expand", List.of(sheet.numbers(shape))));
    }
  }

  private void pad() {
    Map<Movement.Mode, List<Long>> pads = new EnumMap<>(Movement.Mode.class);
    int rank = movements.size();
    for (int axis = 0; axis < rank; axis++) {
      if (movements.get(axis) instanceof Movement.Pad(Movement.Mode mode, int before, int after)
          && mode != Movement.Mode.CIRCULAR) {
        List<Long> all =
            pads.computeIfAbsent(
                mode, _ -> new ArrayList<>(Collections.nCopies(2 * (rank + 1), 0L)));
        all.set(axis + 1, (long) before);
        all.set(rank + axis + 2, (long) after);
      } else if (movements.get(axis) instanceof Movement.Pad) {
        // The opset has no mode for it.
        movements.set(axis, new Movement.Table(relocation.axes().get(axis).indices()));
      }
    }
    pads.forEach(
        (mode, figures) -> {
          boolean constant = mode == Movement.Mode.CONSTANT;
          List<String> more = new ArrayList<>(List.of(sheet.numbers(figures)));
          if (constant) {
            more.add(sheet.figure(relocation.fill()));
          }
          String title =
              mode == Movement.Mode.REPLICATE ? "edge" : mode.name().toLowerCase(Locale.ROOT);
          steps.add(new Step("padded", "Pad", more, OnnxAttribute.of("mode", title)));
        });
  }

  /** What is filled is read from one element more, behind the others. */
  private void gather(int axis, Movement.Table table, int extent) {
    if (table.fills()) {
      List<Long> pads = new ArrayList<>(Collections.nCopies(2 * (movements.size() + 1), 0L));
      pads.set(movements.size() + axis + 2, 1L);
      steps.add(
          new Step(
              "filled",
              "Pad",
              List.of(sheet.numbers(pads), sheet.figure(relocation.fill())),
              OnnxAttribute.of("mode", "constant")));
    }
    long[] indices =
        IntStream.range(0, table.indices().size())
            .mapToLong(k -> table.indices().get(k))
            .map(index -> index == Relocation.OUTSIDE ? extent : index)
            .toArray();
    String name = sheet.indices(node.name() + ".indices", Shape.of(indices.length), indices);
    steps.add(new Step("gathered", "Gather", List.of(name), OnnxAttribute.of("axis", axis + 1)));
  }
}
