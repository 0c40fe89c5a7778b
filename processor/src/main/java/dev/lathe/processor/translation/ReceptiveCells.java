package dev.lathe.processor.translation;

import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which cells of one value a part of another one depends on: a box, followed from a node back
 * through whatever computes it. Windows reach beyond the borders, into their padding.
 */
final class ReceptiveCells {
  private final Graph graph;
  private final Node image;
  private final Map<Integer, Box> boxes = new HashMap<>();

  /** From the first cell to the last one along each axis. */
  @SuppressWarnings("ArrayRecordComponent") // written by nobody but its maker
  record Box(int[] first, int[] last) {
    static Box whole(Shape shape) {
      int[] last = shape.extents().stream().mapToInt(extent -> extent - 1).toArray();
      return new Box(new int[last.length], last);
    }

    static Box cell(int... places) {
      return new Box(places.clone(), places.clone());
    }

    int size(int axis) {
      return last[axis] - first[axis] + 1;
    }

    private Box joined(Box other) {
      Box both = new Box(first.clone(), last.clone());
      for (int axis = 0; axis < first.length; axis++) {
        both.first[axis] = Math.min(first[axis], other.first[axis]);
        both.last[axis] = Math.max(last[axis], other.last[axis]);
      }
      return both;
    }

    private Box with(int axis, int from, int to) {
      Box other = new Box(first.clone(), last.clone());
      other.first[axis] = from;
      other.last[axis] = to;
      return other;
    }
  }

  private ReceptiveCells(Graph graph, Node image) {
    this.graph = graph;
    this.image = image;
  }

  /** What a cell of a node depends on of {@code image}; empty if on nothing. */
  static Optional<Box> of(Graph graph, Node image, Node node, int... cell) {
    ReceptiveCells walk = new ReceptiveCells(graph, image);
    walk.boxes.put(node.id(), Box.cell(cell));
    for (int id = node.id(); id > image.id(); id--) {
      Box box = walk.boxes.get(id);
      if (box != null) {
        walk.follow(graph.node(id), box);
      }
    }
    return Optional.ofNullable(walk.boxes.get(image.id()));
  }

  private void follow(Node node, Box box) {
    for (int k = 0; k < node.operands().size(); k++) {
      Node operand = graph.operand(node, k);
      if (operand.id() >= image.id()) {
        boxes.merge(operand.id(), read(node, box, operand, k), Box::joined);
      }
    }
  }

  /** What a part of a node reads of one of its operands. */
  private Box read(Node node, Box box, Node operand, int index) {
    Shape shape = operand.shape();
    return switch (node.operation()) {
      case Operation.Convolution convolution when index == 0 ->
          windows(convolution.window(), box, shape).with(0, 0, shape.channels() - 1);
      case Operation.TransposedConvolution transposed when index == 0 ->
          adjoint(transposed.window(), box).with(0, 0, shape.channels() - 1);
      case Operation.MaxPool(Windows windows) -> windows(windows, box, shape);
      case Operation.AveragePool(Windows windows, var _) -> windows(windows, box, shape);
      case Operation.SmoothPool(Windows windows, var _) -> windows(windows, box, shape);
      case Operation.Softmax(), Operation.LogSoftmax() -> box.with(0, 0, shape.channels() - 1);
      case Operation.Reduce(var _, List<Integer> axes) -> {
        Box all = box;
        for (int axis : axes) {
          all = all.with(axis, 0, shape.extent(axis) - 1);
        }
        yield all;
      }
      case Operation.Reindex(Relocation relocation) -> moved(relocation, box, shape);
      case Operation.Reshape() -> reshaped(box, node.shape(), shape);
      case Operation.Concatenate(int axis) -> {
        int from =
            IntStream.range(0, index)
                .map(each -> graph.operand(node, each).shape().extent(axis))
                .sum();
        yield box.with(axis, box.first[axis] - from, box.last[axis] - from);
      }
      case Operation.AddBias(),
          Operation.Activate _,
          Operation.Add(),
          Operation.Pointwise _,
          Operation.BatchMean _ ->
          broadcast(box, shape);
      default -> Box.whole(shape);
    };
  }

  private static Box windows(Windows windows, Box box, Shape shape) {
    int[] first = box.first.clone();
    int[] last = box.last.clone();
    for (int d = 0; d < windows.rank(); d++) {
      int axis = d + 1;
      switch (windows) {
        case Window window -> {
          int stride = window.stride().get(d);
          first[axis] = first[axis] * stride - window.before().get(d);
          last[axis] = last[axis] * stride - window.before().get(d) + window.span(d) - 1;
        }
        case AdaptiveWindows adaptive -> {
          int extent = shape.extent(axis);
          int made = adaptive.extents().get(d);
          first[axis] = Math.floorDiv(first[axis] * extent, made);
          last[axis] = Math.ceilDiv((last[axis] + 1) * extent, made) - 1;
        }
      }
    }
    return new Box(first, last);
  }

  private static Box adjoint(Window window, Box box) {
    int[] first = box.first.clone();
    int[] last = box.last.clone();
    for (int d = 0; d < window.rank(); d++) {
      int before = window.before().get(d);
      int stride = window.stride().get(d);
      first[d + 1] = Math.ceilDiv(first[d + 1] + before - (window.span(d) - 1), stride);
      last[d + 1] = Math.floorDiv(last[d + 1] + before, stride);
    }
    return new Box(first, last);
  }

  private static Box moved(Relocation relocation, Box box, Shape shape) {
    Box read = Box.whole(shape);
    for (int axis = 0; axis < relocation.axes().size(); axis++) {
      Relocation.AxisTable table = relocation.axes().get(axis);
      int count = table.indices().size();
      List<Integer> places = new ArrayList<>();
      for (int k = Math.clamp(box.first[axis], 0, count - 1);
          k <= Math.clamp(box.last[axis], 0, count - 1);
          k++) {
        if (table.indices().get(k) != Relocation.OUTSIDE) {
          places.add(table.indices().get(k));
        }
      }
      if (!places.isEmpty()) {
        int from = places.stream().mapToInt(place -> place).min().orElseThrow();
        int to = places.stream().mapToInt(place -> place).max().orElseThrow();
        // What windows read beyond a border they read beyond it still.
        int under = Math.min(0, box.first[axis]);
        int over = Math.max(0, box.last[axis] - (count - 1));
        read = read.with(table.source(), from + under, to + over);
      }
    }
    return read;
  }

  /** Axes of one cell come and go; of all others the first cell and the last one tell. */
  private static Box reshaped(Box box, Shape from, Shape to) {
    List<Integer> own = cut(from);
    List<Integer> others = cut(to);
    if (own.stream().map(from::extent).toList().equals(others.stream().map(to::extent).toList())) {
      Box same = Box.whole(to);
      for (int k = 0; k < own.size(); k++) {
        same = same.with(others.get(k), box.first[own.get(k)], box.last[own.get(k)]);
      }
      return same;
    }
    long first = place(box.first, from);
    long last = place(box.last, from);
    Box read = Box.whole(to);
    int[] strides = to.strides();
    for (int axis = 0; axis < strides.length; axis++) {
      long low = first / strides[axis];
      long high = last / strides[axis];
      if (high - low < to.extent(axis) && low % to.extent(axis) <= high % to.extent(axis)) {
        read = read.with(axis, (int) (low % to.extent(axis)), (int) (high % to.extent(axis)));
      }
    }
    return read;
  }

  private static List<Integer> cut(Shape shape) {
    return IntStream.range(0, shape.rank()).filter(axis -> shape.extent(axis) > 1).boxed().toList();
  }

  private static long place(int[] cell, Shape shape) {
    int[] strides = shape.strides();
    long place = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      place += (long) Math.clamp(cell[axis], 0, shape.extent(axis) - 1) * strides[axis];
    }
    return place;
  }

  private static Box broadcast(Box box, Shape shape) {
    Box read = Box.whole(shape);
    int missing = box.first.length - shape.rank();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.extent(axis) > 1) {
        read = read.with(axis, box.first[axis + missing], box.last[axis + missing]);
      }
    }
    return read;
  }
}
