package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Operators that give elements another shape or place, and compute nothing. */
final class MovementOperators {
  private MovementOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Reshape", Operator.single(MovementOperators::reshape));
    operators.put("Flatten", Operator.single(MovementOperators::flatten));
    operators.put("Squeeze", Operator.single(MovementOperators::squeeze));
    operators.put("Unsqueeze", Operator.single(MovementOperators::unsqueeze));
    operators.put("Transpose", Operator.single(MovementOperators::transpose));
    operators.put("Concat", Operator.single(MovementOperators::concat));
    operators.put("Split", MovementOperators::split);
    operators.put("Slice", Operator.single(MovementOperators::slice));
    operators.put("Expand", Operator.single(MovementOperators::expand));
    operators.put("Tile", Operator.single(MovementOperators::tile));
    operators.put("DepthToSpace", Operator.single(MovementOperators::depthToSpace));
    operators.put("SpaceToDepth", Operator.single(MovementOperators::spaceToDepth));
  }

  private static Term reshape(Use use) {
    Term x = use.in(0);
    List<Long> wanted = use.opset() < 5 ? use.requiredIntegers("shape") : use.list(1);
    boolean zeros = use.flag("allowzero", false);
    List<Integer> extents = new ArrayList<>();
    int open = -1;
    int product = 1;
    for (int axis = 0; axis < wanted.size(); axis++) {
      long extent = wanted.get(axis);
      if (extent == -1 && open < 0) {
        open = axis;
        extents.add(1);
        continue;
      }
      if ((extent == 0 && !zeros && axis >= x.rank()) || extent < 0 || extent > Integer.MAX_VALUE) {
        throw new InvalidException("the shape %s for %s".formatted(wanted, x.shape()));
      }
      int found = extent == 0 && !zeros ? x.extent(axis) : (int) extent;
      extents.add(found);
      product = Sizes.product(product, found);
    }
    if (open >= 0) {
      extents.set(open, product == 0 ? 0 : x.size() / product);
    }
    if (new Shape(extents).size() != x.size() || (open >= 0 && zeros && product == 0)) {
      throw new InvalidException("the shape %s for %s".formatted(wanted, x.shape()));
    }
    return use.nodes().reshape(x, new Shape(extents));
  }

  private static Term flatten(Use use) {
    Term x = use.in(0);
    long named = use.integer("axis", 1);
    int axis = named == x.rank() ? x.rank() : x.axis(named);
    int rows = x.shape().extents().stream().limit(axis).reduce(1, Sizes::product);
    int columns = x.shape().extents().stream().skip(axis).reduce(1, Sizes::product);
    return use.nodes().reshape(x, Shape.of(rows, columns));
  }

  private static Term squeeze(Use use) {
    Term x = use.in(0);
    List<Integer> axes =
        use.numbers("axes", 1)
            .map(x::axes)
            .orElseGet(
                () -> IntStream.range(0, x.rank()).filter(a -> x.extent(a) == 1).boxed().toList());
    for (int axis : axes) {
      InvalidException.unless(
          x.extent(axis) == 1,
          "the axis %d of %s, which has more than one element",
          axis,
          x.shape());
    }
    return ReductionOperators.without(use.nodes(), x, axes);
  }

  private static Term unsqueeze(Use use) {
    Term x = use.in(0);
    List<Long> named = use.requiredNumbers("axes", 1);
    int rank = x.rank() + named.size();
    List<Long> axes = named.stream().map(a -> a < 0 ? a + rank : a).sorted().toList();
    List<Integer> extents = new ArrayList<>(x.shape().extents());
    for (long axis : axes) {
      if (axis < 0 || axis >= rank || new HashSet<>(axes).size() < axes.size()) {
        throw new InvalidException("the axes %s of a result of %d axes".formatted(named, rank));
      }
      extents.add((int) axis, 1);
    }
    return use.nodes().reshape(x, new Shape(extents));
  }

  private static Term transpose(Use use) {
    Term x = use.in(0);
    List<Integer> order =
        use.integers("perm").map(x::axes).orElseGet(() -> Relocation.range(0, x.rank()).reversed());
    InvalidException.unless(order.size() == x.rank(), "perm %s for %s", order, x.shape());
    return use.nodes().transpose(x, order);
  }

  private static Term concat(Use use) {
    Term first = use.in(0);
    return use.nodes()
        .concatenate(
            first.axis(use.opset() < 4 ? use.integer("axis", 1) : use.requiredInteger("axis")),
            use.all());
  }

  private static List<Term> split(Use use) {
    Term x = use.in(0);
    int axis = x.axis(use.integer("axis", 0));
    int parts = use.node().outputs().size();
    Optional<List<Long>> sizes = use.numbers("split", 1);
    InvalidException.unless(parts > 0, "no outputs");
    InvalidException.unless(
        sizes.map(each -> sum(each) == x.extent(axis) && each.size() == parts).orElse(true),
        "the parts %s, of which there are to be %d, for an axis of %d elements",
        sizes.orElse(List.of()),
        parts,
        x.extent(axis));
    if (sizes.isEmpty()) {
      checkEqual(use, x.extent(axis), parts);
      // The last of equal parts is smaller where they do not fit.
      int size = Math.ceilDiv(x.extent(axis), parts);
      List<Long> equal = new ArrayList<>();
      for (int k = 0; k < parts; k++) {
        equal.add((long) Math.clamp(x.extent(axis) - k * size, 0, size));
      }
      sizes = Optional.of(equal);
    }
    List<Term> terms = new ArrayList<>();
    int from = 0;
    for (long size : sizes.get()) {
      int to = Sizes.sum(from, Tables.extent(size));
      terms.add(use.nodes().reindex(x, axis, Relocation.range(from, to)));
      from = to;
    }
    return terms;
  }

  private static long sum(List<Long> parts) {
    long sum = 0;
    for (long part : parts) {
      sum += Tables.extent(part);
    }
    return sum;
  }

  /** Before opset 18 all parts are equal; since then the last one may be smaller. */
  private static void checkEqual(Use use, int extent, int parts) {
    InvalidException.unless(
        use.opset() >= 18 || extent % parts == 0,
        "%d equal parts of an axis of %d elements",
        parts,
        extent);
    InvalidException.unless(
        use.integer("num_outputs", parts) == parts,
        "num_outputs of %d for %d outputs",
        use.integer("num_outputs", parts),
        parts);
  }

  private static Term slice(Use use) {
    Term x = use.in(0);
    List<Long> starts = use.requiredNumbers("starts", 1);
    List<Long> ends = use.requiredNumbers("ends", 2);
    List<Long> axes =
        use.numbers("axes", 3)
            .orElseGet(() -> IntStream.range(0, starts.size()).asLongStream().boxed().toList());
    List<Long> steps =
        use.optionalNumbers(4).orElseGet(() -> Collections.nCopies(starts.size(), 1L));
    InvalidException.unless(
        ends.size() == starts.size()
            && axes.size() == starts.size()
            && steps.size() == starts.size(),
        "starts %s, ends %s, axes %s and steps %s, of which each has to have one an axis",
        starts,
        ends,
        axes,
        steps);
    x.axes(axes);
    Relocation relocation = Tables.identity(x.shape());
    for (int k = 0; k < starts.size(); k++) {
      int axis = x.axis(axes.get(k));
      relocation =
          relocation.withIndices(
              axis, indices(x.extent(axis), starts.get(k), ends.get(k), steps.get(k)));
    }
    return use.nodes().reindex(relocation, x);
  }

  /** As Python's slices have it. */
  private static List<Integer> indices(int extent, long start, long end, long step) {
    if (step == 0) {
      throw new InvalidException("a step of 0");
    }
    long low = step > 0 ? 0 : -1;
    long high = step > 0 ? extent : extent - 1L;
    long from = Math.clamp(start < 0 ? start + extent : start, low, high);
    long to = Math.clamp(end < 0 ? end + extent : end, low, high);
    long stride = Math.clamp(step, -extent - 1L, extent + 1L);
    List<Integer> indices = new ArrayList<>();
    for (long k = from; step > 0 ? k < to : k > to; k += stride) {
      indices.add((int) k);
    }
    return indices;
  }

  private static Term expand(Use use) {
    return use.nodes().expand(use.in(0), shape(use.numbers(1)));
  }

  static Shape shape(List<Long> extents) {
    for (long extent : extents) {
      InvalidException.unless(extent >= 0 && extent <= Integer.MAX_VALUE, "the shape %s", extents);
    }
    return new Shape(extents.stream().map(Math::toIntExact).toList());
  }

  private static Term tile(Use use) {
    Term x = use.in(0);
    List<Long> repeats =
        use.opset() < 6
            ? axisRepeats(x, use.numbers(2).getFirst(), use.numbers(1).getFirst())
            : use.numbers(1);
    InvalidException.unless(
        repeats.size() == x.rank() && repeats.stream().allMatch(each -> each >= 0),
        "the repeats %s of %s",
        repeats,
        x.shape());
    Relocation relocation = Tables.identity(x.shape());
    for (int axis = 0; axis < repeats.size(); axis++) {
      Tables.extent(Sizes.product(Sizes.of(repeats.get(axis)), x.extent(axis)));
      List<Integer> indices = new ArrayList<>();
      for (long k = 0; k < repeats.get(axis); k++) {
        indices.addAll(Relocation.range(0, x.extent(axis)));
      }
      relocation = relocation.withIndices(axis, indices);
    }
    return use.nodes().reindex(relocation, x);
  }

  private static List<Long> axisRepeats(Term x, long axis, long count) {
    List<Long> repeats = new ArrayList<>(Collections.nCopies(x.rank(), 1L));
    repeats.set(x.axis(axis), count);
    return repeats;
  }

  private static Term depthToSpace(Use use) {
    Term x = use.in(0);
    int block = block(use);
    String mode = use.text("mode", "DCR");
    InvalidException.unless(
        mode.equals("DCR") || mode.equals("CRD"), "the mode %s, and it is DCR or CRD", mode);
    InvalidException.unless(
        x.rank() == 4 && x.extent(1) % Sizes.product(block, block) == 0,
        "blocks of %d times %d of the channels of %s",
        block,
        block,
        x.shape());
    int n = x.extent(0);
    int c = x.extent(1) / (block * block);
    int h = x.extent(2);
    int w = x.extent(3);
    boolean columns = mode.equals("CRD");
    Shape cells = columns ? Shape.of(n, c, block, block, h, w) : Shape.of(n, block, block, c, h, w);
    List<Integer> order = columns ? List.of(0, 1, 4, 2, 5, 3) : List.of(0, 3, 4, 1, 5, 2);
    Term moved = use.nodes().transpose(use.nodes().reshape(x, cells), order);
    return use.nodes().reshape(moved, Shape.of(n, c, h * block, w * block));
  }

  private static int block(Use use) {
    return Tables.figure("blocksize", use.requiredInteger("blocksize"), 1);
  }

  private static Term spaceToDepth(Use use) {
    Term x = use.in(0);
    int block = block(use);
    InvalidException.unless(
        x.rank() == 4 && x.extent(2) % block == 0 && x.extent(3) % block == 0,
        "blocks of %d times %d of %s",
        block,
        block,
        x.shape());
    int n = x.extent(0);
    int c = x.extent(1);
    int h = x.extent(2) / block;
    int w = x.extent(3) / block;
    Term cells = use.nodes().reshape(x, Shape.of(n, c, h, block, w, block));
    Term moved = use.nodes().transpose(cells, List.of(0, 3, 5, 1, 2, 4));
    return use.nodes().reshape(moved, Shape.of(n, c * block * block, h, w));
  }
}
