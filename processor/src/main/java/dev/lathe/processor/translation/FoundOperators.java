package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results that are as long as there is something to be found among values that are known. */
final class FoundOperators {
  private FoundOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("NonZero", Operator.single(FoundOperators::places));
    operators.put("Unique", FoundOperators::unique);
    operators.put("Compress", Operator.single(FoundOperators::compress));
  }

  private static Term places(Use use) {
    Term.Known x = use.deciding(0);
    int[] strides = x.shape().strides();
    List<Integer> found = new ArrayList<>();
    for (int k = 0; k < x.size(); k++) {
      if (x.element(k) != 0) {
        found.add(k);
      }
    }
    double[] places = new double[x.rank() * found.size()];
    for (int axis = 0; axis < x.rank(); axis++) {
      for (int k = 0; k < found.size(); k++) {
        places[axis * found.size() + k] = found.get(k) / strides[axis] % x.extent(axis);
      }
    }
    return Term.Known.of(ElementType.INT64, Shape.of(x.rank(), found.size()), places);
  }

  private static Term compress(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term.Known condition = use.deciding(1);
    Term y = use.has("axis") ? x : nodes.reshape(x, Shape.of(x.size()));
    int axis = use.has("axis") ? x.axis(use.integer("axis", 0)) : 0;
    List<Integer> indices = new ArrayList<>();
    InvalidException.unless(
        condition.rank() == 1 && condition.size() <= y.extent(axis),
        "a condition %s for an axis of %d",
        condition.shape(),
        y.extent(axis));
    for (int k = 0; k < condition.size(); k++) {
      if (condition.element(k) != 0) {
        indices.add(k);
      }
    }
    return nodes.reindex(y, axis, indices);
  }

  /** Different elements, or cells of an axis that differ: by size, or in the order they come in. */
  private static List<Term> unique(Use use) {
    Term.Known x = use.deciding(0);
    Nodes nodes = use.nodes();
    Term.Known flat = new Term.Known(x.tensor(), Shape.of(x.size()), false);
    Term.Known read = use.has("axis") ? x : flat;
    int axis = use.has("axis") ? x.axis(use.integer("axis", 0)) : 0;
    nodes.allow(2L * read.size());
    int count = read.extent(axis);
    double[][] cells = new double[count][];
    int inner = read.shape().strides()[axis];
    int size = read.size() / Math.max(1, count);
    for (int cell = 0; cell < count; cell++) {
      cells[cell] = new double[size];
      for (int k = 0; k < size; k++) {
        cells[cell][k] = read.element((k / inner * count + cell) * inner + k % inner);
      }
    }
    Map<double[], List<Integer>> places = new TreeMap<>(Arrays::compare);
    for (int cell = 0; cell < count; cell++) {
      places.computeIfAbsent(cells[cell], _ -> new ArrayList<>()).add(cell);
    }
    List<List<Integer>> found = new ArrayList<>(places.values());
    if (!use.flag("sorted", true)) {
      found.sort(Comparator.comparing(List::getFirst));
    }
    long[] back = new long[count];
    for (int k = 0; k < found.size(); k++) {
      for (int cell : found.get(k)) {
        back[cell] = k;
      }
    }
    return List.of(
        nodes.reindex(read, axis, found.stream().map(List::getFirst).toList()),
        Term.Known.integers(found.stream().mapToLong(List::getFirst).toArray()),
        Term.Known.integers(back),
        Term.Known.integers(found.stream().mapToLong(List::size).toArray()));
  }
}
