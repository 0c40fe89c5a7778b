package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Budget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Enumerates the tilings of a contraction for a machine, and ranks them by the cost model. */
final class TilingSearch {

  /**
   * The most vector calls that may become straight-line code: the rest of {@link
   * Budget#MOST_VECTOR_CALLS} is left to zeroing, bias, function and stores.
   */
  private static final int UNROLLED_CALLS = 100;

  /** Zeros, slices and the loads of biases. */
  private static final int OTHER_CALLS = 8;

  /**
   * From this many channels on, the loop over them is innermost: its few instructions stay in the
   * decoder's cache.
   */
  private static final int MANY_CHANNELS = 8;

  private final Contraction contraction;
  private final Machine machine;
  private final int lanes;
  private final String vectorAxis;
  private final boolean overlapping;
  private final Optional<String> constant;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Set<SortedMap<String, Integer>> considered = new HashSet<>();

  private TilingSearch(
      Contraction contraction,
      Machine machine,
      int lanes,
      String vectorAxis,
      boolean overlapping,
      Optional<String> constant) {
    this.contraction = contraction;
    this.machine = machine;
    this.lanes = lanes;
    this.vectorAxis = vectorAxis;
    this.overlapping = overlapping;
    this.constant = constant;
  }

  /** The tilings with vectors of {@code lanes} along {@code vectorAxis}, the cheapest first. */
  static List<Candidate> search(
      Contraction contraction, Machine machine, int lanes, String vectorAxis, boolean overlapping) {
    TilingSearch search =
        new TilingSearch(contraction, machine, lanes, vectorAxis, overlapping, Optional.empty());
    List<Candidate> ranked = search.run();
    if (ranked.isEmpty()) {
      throw new IllegalStateException("no tile of " + contraction.name() + " fits " + machine);
    }
    return ranked;
  }

  /**
   * The tilings with vectors along the rows of a map, the cheapest first; none if the step of
   * {@code constant} does not fit a method.
   *
   * @param overlapping whether the last vector of a row begins earlier instead of running beyond it
   * @param constant a summed axis that must become straight-line code
   */
  static List<Candidate> alongRows(
      Contraction contraction,
      Machine machine,
      String row,
      boolean overlapping,
      Optional<String> constant) {
    TilingSearch search =
        new TilingSearch(contraction, machine, machine.lanes(), row, overlapping, constant);
    return search.run();
  }

  /** The tilings with this very tile, the cheapest first; none if it does not fit. */
  static List<Candidate> withTile(
      Contraction contraction, Machine machine, Tiling like, SortedMap<String, Integer> tile) {
    TilingSearch search =
        new TilingSearch(
            contraction,
            machine,
            like.lanes(),
            like.vectorAxis(),
            like.overlapping(),
            Optional.empty());
    search.consider(tile);
    search.candidates.sort(Comparator.comparingDouble(Candidate::cycles));
    return List.copyOf(search.candidates);
  }

  /** Of candidates that cost the same, the one that was found first is the first. */
  private List<Candidate> run() {
    int vectors = Math.ceilDiv(contraction.axis(vectorAxis).extent(), lanes);
    for (int count = 1; count <= Math.min(vectors, machine.registers() / 2); count++) {
      SortedMap<String, Integer> tile = new TreeMap<>();
      tile.put(vectorAxis, count);
      for (List<Axis> axes : tileAxes()) {
        extend(tile, axes, 0);
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::cycles));
    return List.copyOf(candidates);
  }

  /**
   * The axes to tile besides the vector axis: those that share the loaded vectors first, innermost
   * first. Of a gradient's weights the channels share them, and the taps, too. Where it sums over
   * positions a tile is of taps, so that neighbours meet the same cells.
   */
  private List<List<Axis>> tileAxes() {
    Access vectors =
        contraction.right().filter(right -> right.dependsOn(vectorAxis)).orElse(contraction.left());
    List<Axis> sharing = new ArrayList<>();
    List<Axis> others = new ArrayList<>();
    for (Axis axis : contraction.axes(Axis.Role.PARALLEL).reversed()) {
      if (!axis.name().equals(vectorAxis)) {
        (vectors.dependsOn(axis.name()) ? others : sharing).add(axis);
      }
    }
    List<List<Axis>> orders = new ArrayList<>();
    boolean ofTaps = sharing.size() > 1 && sharing.getFirst().name().equals(AxisNames.INPUT);
    if (!ofTaps || contraction.continuesSums()) {
      orders.add(Stream.concat(sharing.stream(), others.stream()).toList());
    }
    if (ofTaps) {
      Collections.rotate(sharing, -1);
      orders.add(Stream.concat(sharing.stream(), others.stream()).toList());
    }
    return orders;
  }

  /** Tries all sizes along one axis; the next axis is tiled only where this one fits whole. */
  private void extend(SortedMap<String, Integer> tile, List<Axis> axes, int next) {
    consider(tile);
    if (next == axes.size()) {
      return;
    }
    Axis axis = axes.get(next);
    for (int size = 2; size <= Math.min(axis.extent(), machine.registers()); size++) {
      SortedMap<String, Integer> larger = new TreeMap<>(tile);
      larger.put(axis.name(), size);
      if (accumulators(larger) > machine.registers()) {
        break;
      }
      if (size == axis.extent()) {
        extend(larger, axes, next + 1);
      } else {
        consider(larger);
      }
    }
    if (axis.extent() == 1) {
      extend(tile, axes, next + 1);
    }
  }

  private int accumulators(SortedMap<String, Integer> tile) {
    int product = 1;
    for (int size : tile.values()) {
      product *= size;
    }
    for (Axis axis : contraction.axes(Axis.Role.POOLED)) {
      product *= axis.extent();
    }
    return product;
  }

  private void consider(SortedMap<String, Integer> tile) {
    if (!considered.add(tile)) {
      return;
    }
    Tiling bare = new Tiling(lanes, vectorAxis, overlapping, tile, List.of(), List.of(), false);
    List<Region> regions = Region.of(contraction, bare);
    if (machine.rounding() && RoundedWeights.mayBe(contraction, bare, regions.get(0))) {
      consider(bare.reading(WeightForm.ROUNDED), regions);
      consider(bare.reading(WeightForm.WHOLE), regions);
    } else {
      consider(bare, regions);
    }
  }

  private void consider(Tiling bare, List<Region> regions) {
    TileShape shape = TileShape.of(contraction, bare, regions.get(0));
    int unpacking = bare.isRounded() ? RoundedWeights.calls(shape.vectorLoads()) : 0;
    boolean smallest = bare.tile(vectorAxis) == 1 && bare.tile().size() == 1;
    if (!smallest
        && (shape.registers() > machine.registers()
            || calls(shape) + unpacking > Budget.MOST_VECTOR_CALLS
            || weightedCalls(shape) + unpacking > Budget.MOST_WEIGHTED_CALLS)) {
      return;
    }
    for (List<Axis> order : reductionOrders()) {
      double cycles = 0;
      for (Tiling tiling : withReductions(bare, shape, unpacking, regions.get(0), order)) {
        if (constant.isEmpty() || !isLoop(tiling, constant.get())) {
          // The model does not see all that short loops cost: less straight-line code is never
          // preferred by it, only by those who measure.
          cycles = Math.max(cycles, CostModel.cycles(contraction, tiling, regions));
          candidates.add(new Candidate(tiling, cycles));
        }
      }
    }
  }

  private boolean isLoop(Tiling tiling, String axis) {
    return contraction.axis(axis).extent() > 1 && !tiling.unrolled().contains(axis);
  }

  /** Calls of a method whose innermost step stands once. */
  private int calls(TileShape shape) {
    int results = shape.accumulators();
    for (Axis axis : contraction.axes(Axis.Role.POOLED)) {
      results /= axis.extent();
    }
    int folds = shape.accumulators() - results;
    int perResult =
        1
            + (contraction.accumulate() ? 2 : 0)
            + functionCalls()
            + (contraction.bias().isPresent() ? 1 : 0)
            + (contraction.addend().isPresent() ? 2 : 0);
    // The zero of RELU is that of the first sums.
    int constants = contraction.function().map(EpilogueCalls::constants).orElse(1) - 1;
    return shape.calls() + folds + perResult * results + constants + OTHER_CALLS;
  }

  private int functionCalls() {
    return contraction
        .function()
        .map(formula -> EpilogueCalls.of(formula, contraction.isShort()))
        .orElse(0);
  }

  /** The same, with reads from segments weighted. */
  private int weightedCalls(TileShape shape) {
    int biases = contraction.bias().isPresent() ? segmentReads(shape) : 0;
    return calls(shape) + (Budget.SEGMENT_READ - 1) * (segmentReads(shape) + biases);
  }

  private int segmentReads(TileShape shape) {
    return Streaming.readsSegment(contraction, vectorAxis, lanes, shape) ? shape.vectorLoads() : 0;
  }

  /**
   * With as much straight-line code as fits, then with less.
   *
   * @param unpacking calls that take apart the weights of one summand
   */
  private List<Tiling> withReductions(
      Tiling bare, TileShape shape, int unpacking, Region region, List<Axis> order) {
    List<String> names = order.stream().map(Axis::name).toList();
    List<Tiling> tilings = new ArrayList<>(List.of(bare.reducing(names, List.of(), false)));
    if (contraction.summands() == 0) {
      return tilings; // a phase of a strided adjoint that no tap reaches
    }
    int room = Math.min(UNROLLED_CALLS, Budget.MOST_VECTOR_CALLS - calls(shape) + shape.calls());
    int weightedStep = shape.calls() + (Budget.SEGMENT_READ - 1) * segmentReads(shape);
    int weightedRoom = Budget.MOST_WEIGHTED_CALLS - weightedCalls(shape) + weightedStep;
    List<String> unrolled = new ArrayList<>();
    int copies = 1;
    for (Axis axis : unrollOrder(order)) {
      unrolled.add(axis.name());
      copies *= axis.extent();
      Tiling tiling = bare.reducing(names, unrolled, false);
      StepShape step =
          StepShape.of(contraction, tiling, region, machine.registers(), !machine.strict());
      // Behind loops the step may stand several times.
      int calls = step.calls() * (copies / step.summands()) + unpacking * copies;
      int reads = segmentReads(shape) * copies;
      if (calls > room || calls + (Budget.SEGMENT_READ - 1) * reads > weightedRoom) {
        break;
      }
      tilings.addFirst(bare.reducing(names, unrolled, step.shared()));
    }
    return tilings;
  }

  /**
   * Channels outermost, around taps that may be unrolled; and where there are many, innermost, too.
   */
  private List<List<Axis>> reductionOrders() {
    List<Axis> channels = new ArrayList<>();
    List<Axis> others = new ArrayList<>();
    for (Axis axis : contraction.axes(Axis.Role.SUMMED)) {
      if (axis.extent() == 1) {
        continue;
      }
      (axis.name().equals(AxisNames.INPUT) ? channels : others).add(axis);
    }
    List<Axis> outermost = new ArrayList<>(channels);
    outermost.addAll(others);
    boolean few = channels.isEmpty() || channels.get(0).extent() < MANY_CHANNELS;
    if (constant.isPresent() || few || others.isEmpty()) {
      return List.of(outermost);
    }
    List<Axis> innermost = new ArrayList<>(others);
    innermost.addAll(channels);
    // A fixed order of sums, whatever the machine's vectors make cheapest.
    if (machine.strict()) {
      return List.of(innermost);
    }
    if (contraction.padded().isEmpty() || others.size() == 1) {
      return List.of(innermost, outermost);
    }
    // Rows of taps that see padding alone are left out where the loop over rows is the outermost.
    List<Axis> between = new ArrayList<>(List.of(others.getFirst()));
    between.addAll(channels);
    between.addAll(others.subList(1, others.size()));
    return List.of(innermost, outermost, between);
  }

  /** The last tap first; never the loop over many channels, which is to stay a loop. */
  private static List<Axis> unrollOrder(List<Axis> order) {
    List<Axis> candidates = new ArrayList<>(order.reversed());
    candidates.removeIf(
        axis -> axis.name().equals(AxisNames.INPUT) && axis.extent() >= MANY_CHANNELS);
    return candidates;
  }
}
