package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.minimum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Elements read and replaced at places that are known now. */
final class ScatterOperators {
  private ScatterOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("GatherND", Operator.single(ScatterOperators::gather));
    operators.put("ScatterND", Operator.single(ScatterOperators::scatterBlocks));
    operators.put("ScatterElements", Operator.single(ScatterOperators::scatterElements));
    operators.put("Scatter", Operator.single(ScatterOperators::scatterElements));
    operators.put("ReverseSequence", Operator.single(ScatterOperators::reverse));
  }

  private static int index(double number, int extent) {
    double index = number < 0 ? number + extent : number;
    if (!(index >= 0 && index < extent)) {
      throw new InvalidException(
          "the index %d along an axis of %d".formatted((long) number, extent));
    }
    return (int) index;
  }

  /** Elements by their numbers in row-major order. */
  private static Term byNumber(Nodes nodes, Term x, int[] numbers, Shape shape) {
    Term flat = nodes.reshape(x, Shape.of(x.size()));
    List<Integer> indices = Arrays.stream(numbers).boxed().toList();
    return nodes.reshape(nodes.reindex(flat, 0, indices), shape);
  }

  /** For each tuple of indices the number of the first element that it names. */
  private static int[] starts(Term x, Term.Known indices, int batch) {
    int depth = indices.rank() == 0 ? 0 : indices.extent(indices.rank() - 1);
    if (depth == 0 || batch + depth > x.rank() || batch >= indices.rank()) {
      throw new InvalidException("a value %s at indices %s".formatted(x.shape(), indices.shape()));
    }
    int[] strides = x.shape().strides();
    int tuples = indices.size() / Math.max(1, depth);
    int batches = x.shape().extents().stream().limit(batch).reduce(1, Sizes::product);
    int[] starts = new int[tuples];
    for (int tuple = 0; tuple < tuples; tuple++) {
      int image = tuple / Math.max(1, tuples / Math.max(1, batches));
      starts[tuple] = batch == 0 ? 0 : image * strides[batch - 1];
      for (int k = 0; k < depth; k++) {
        int axis = batch + k;
        starts[tuple] += index(indices.element(tuple * depth + k), x.extent(axis)) * strides[axis];
      }
    }
    return starts;
  }

  private static Term gather(Use use) {
    Term x = use.in(0);
    Term.Known indices = use.known(1);
    int batch = Tables.extent(use.integer("batch_dims", 0));
    int[] starts = starts(x, indices, batch);
    int depth = indices.extent(indices.rank() - 1);
    List<Integer> block = x.shape().extents().subList(batch + depth, x.rank());
    int size = new Shape(block).size();
    List<Integer> extents = new ArrayList<>(indices.shape().extents());
    extents.removeLast();
    extents.addAll(block);
    use.nodes().allow((long) starts.length * size);
    int[] numbers = new int[Sizes.product(starts.length, size)];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = starts[k / size] + k % size;
    }
    return byNumber(use.nodes(), x, numbers, new Shape(extents));
  }

  private static Term scatterBlocks(Use use) {
    Term x = use.in(0);
    Term.Known indices = use.known(1);
    int[] starts = starts(x, indices, 0);
    int depth = indices.extent(indices.rank() - 1);
    List<Integer> block = x.shape().extents().subList(depth, x.rank());
    int size = new Shape(block).size();
    List<Integer> extents = new ArrayList<>(indices.shape().extents());
    extents.removeLast();
    extents.addAll(block);
    InvalidException.unless(
        use.in(2).shape().extents().equals(extents),
        "updates %s, and its indices ask for %s",
        use.in(2).shape(),
        new Shape(extents));
    int[] places = new int[Sizes.product(starts.length, size)];
    for (int k = 0; k < places.length; k++) {
      places[k] = starts[k / size] + k % size;
    }
    return scattered(use, x, places);
  }

  private static Term scatterElements(Use use) {
    Term x = use.in(0);
    String reduction = use.text("reduction", "none");
    if (use.in(1) instanceof Term.Computed && List.of("none", "add").contains(reduction)) {
      return ChoiceOperators.scatter(use, reduction.equals("add"));
    }
    Term.Known indices = use.known(1);
    int axis = x.axis(use.integer("axis", 0));
    ChoiceOperators.checkCorner(x, indices.shape(), axis);
    InvalidException.unless(
        indices.shape().equals(use.in(2).shape()),
        "updates %s at indices %s",
        use.in(2).shape(),
        indices.shape());
    if (indices.rank() != x.rank()) {
      throw new InvalidException("a value %s at indices %s".formatted(x.shape(), indices.shape()));
    }
    int[] strides = x.shape().strides();
    int[] own = indices.shape().strides();
    int[] places = new int[indices.size()];
    for (int k = 0; k < places.length; k++) {
      for (int a = 0; a < x.rank(); a++) {
        int at =
            a == axis ? index(indices.element(k), x.extent(a)) : k / own[a] % indices.extent(a);
        places[k] += at * strides[a];
      }
    }
    return scattered(use, x, places);
  }

  /** Rounds of updates, in each of which a place is met at most once. */
  private static Term scattered(Use use, Term x, int[] places) {
    Nodes nodes = use.nodes();
    Term updates = use.in(2);
    if (updates.size() != places.length) {
      throw new InvalidException(
          "%d updates for %d places".formatted(updates.size(), places.length));
    }
    nodes.allow(x.size());
    String reduction = use.text("reduction", "none");
    List<int[]> rounds = new ArrayList<>();
    int[] met = new int[x.size()];
    for (int k = 0; k < places.length; k++) {
      int round = reduction.equals("none") ? 0 : met[places[k]]++;
      if (round == rounds.size()) {
        nodes.allow(x.size());
        int[] none = new int[x.size()];
        Arrays.fill(none, Relocation.OUTSIDE);
        rounds.add(none);
      }
      rounds.get(round)[places[k]] = k;
    }
    Term result = x;
    for (int[] round : rounds) {
      Term update = byNumber(nodes, updates, round, x.shape());
      double[] flags = Arrays.stream(round).mapToDouble(k -> k < 0 ? 0 : 1).toArray();
      Term mask = Term.Known.of(ElementType.BOOL, x.shape(), flags);
      Formula changed = equal(operand(2), ZERO, operand(0), combined(reduction));
      result = nodes.pointwise(x.type(), changed, result, update, mask);
    }
    return result;
  }

  private static Formula combined(String reduction) {
    return switch (reduction) {
      case "none" -> operand(1);
      case "add" -> add(operand(0), operand(1));
      case "mul" -> multiply(operand(0), operand(1));
      case "max" -> maximum(operand(0), operand(1));
      case "min" -> minimum(operand(0), operand(1));
      default -> throw new InvalidException("the reduction " + reduction);
    };
  }

  /** Each sequence of a batch as far as it is long. */
  private static Term reverse(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term.Known lengths = use.known(1);
    int batch = x.axis(use.integer("batch_axis", 1));
    int time = x.axis(use.integer("time_axis", 0));
    if (lengths.size() != x.extent(batch)) {
      throw new InvalidException("lengths %s for %s".formatted(lengths.shape(), x.shape()));
    }
    List<Term> sequences = new ArrayList<>();
    for (int b = 0; b < lengths.size(); b++) {
      double wanted = lengths.element(b);
      InvalidException.unless(
          wanted >= 0 && wanted <= x.extent(time),
          "a sequence of length %d among %d steps",
          (long) wanted,
          x.extent(time));
      int length = (int) wanted;
      List<Integer> order = new ArrayList<>(Relocation.range(0, x.extent(time)));
      Collections.reverse(order.subList(0, length));
      sequences.add(nodes.reindex(nodes.reindex(x, batch, List.of(b)), time, order));
    }
    return nodes.concatenate(batch, sequences);
  }
}
