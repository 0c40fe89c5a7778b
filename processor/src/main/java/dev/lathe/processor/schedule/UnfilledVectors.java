package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Dot products for results that fill no vector. The weights of a dense layer are filled up to whole
 * vectors of results, and zeros take as long to read as numbers. So the scores of 10 classes, or
 * the last 8 of 200 results, have vectors along the inputs instead, whose lanes are added in the
 * end. The best tiles of 1024 inputs and 10 outputs take 0.23 us so instead of 0.54, those of 4096
 * and 8 1.08 instead of 1.93, of 1024 and 100 1.8 instead of 2.7 (512-bit vectors, {@code tune
 * --all --rounds 9 --forks 1 --candidates 1}, the build before and the one with this class).
 *
 * <p>That is for layers that use each weight once, and for inference, where the order of sums is
 * free: single images and micro-batches have to add in the same order.
 */
final class UnfilledVectors {

  /** How the name of such a contraction ends, of a layer that has another one besides. */
  private static final String LAST = "Last";

  /**
   * Vectors of inputs that are worth adding up the lanes: 128 inputs and 8 outputs took 0.07 us
   * instead of 0.04, 256 and 8 to 15 at most as long as before.
   */
  private static final int LEAST_VECTORS = 16;

  /** Two lanes' worth of two sums in one vector: {@code blend, add, blend, rearrange}. */
  private static final int CALLS_OF_PAIR = 4;

  /** A zero, a bias, an addend, a store, and what a function's constants take. */
  private static final int OTHER_CALLS = 12;

  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final int lanes;

  private UnfilledVectors(ScheduledGraph scheduled) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.lanes = scheduled.machine().lanes();
  }

  /** The same graph with dot products where vectors would stay empty, if orders are free. */
  static ScheduledGraph apply(ScheduledGraph scheduled) {
    Machine machine = scheduled.machine();
    return scheduled.isTraining() || machine.isScalar() || machine.strict()
        ? scheduled
        : scheduled.flatMap(new UnfilledVectors(scheduled)::split);
  }

  /** The contraction itself, or that of the results which fill vectors, and that of the others. */
  private List<ScheduledContraction> split(ScheduledContraction each) {
    Contraction contraction = each.contraction();
    if (!isAlongChannels(each) || !isDense(contraction) || !hasVectorsOfInputs(contraction)) {
      return List.of(each);
    }
    int outputs = contraction.axis(AxisNames.CHANNEL).extent();
    int rest = outputs % lanes;
    if (rest == 0 || contraction.summands() < LEAST_VECTORS * lanes) {
      return List.of(each);
    }
    List<ScheduledContraction> parts = parts(each, outputs - rest, rest);
    // With 24 bits, 8 vectors take the place of 6, and 7 of them, too: nothing would be saved.
    return parts.stream().mapToLong(this::floats).sum() < floats(each) ? parts : List.of(each);
  }

  private List<ScheduledContraction> parts(ScheduledContraction each, int whole, int rest) {
    Contraction contraction = each.contraction();
    String name = contraction.name();
    if (whole == 0) {
      return List.of(products(each, contraction));
    }
    return List.of(
        filled(each, contraction.ofChannels(name, 0, whole)),
        products(each, contraction.ofChannels(name + LAST, whole, rest)));
  }

  /** Floats of weights that a contraction reads, those that fill vectors included. */
  private long floats(ScheduledContraction each) {
    Contraction contraction = each.contraction();
    boolean isRounded = each.tiling().isRounded();
    long vectors = 0;
    for (Region region : each.regions()) {
      int read = TileShape.weights(contraction, region);
      vectors += region.trips() * (isRounded ? RoundedWeights.stored(read) : read);
    }
    int inVector = contraction.sumsLanes(each.tiling()) ? lanes : 1;
    return vectors * lanes * (contraction.summands() / inVector);
  }

  private boolean isAlongChannels(ScheduledContraction each) {
    return each.tiling().lanes() == lanes
        && each.tiling().vectorAxis().equals(AxisNames.CHANNEL)
        && each.packedFor().isEmpty();
  }

  /** Whether it multiplies each weight once, as it is stored. */
  private boolean isDense(Contraction contraction) {
    return contraction.axes(Axis.Role.POOLED).isEmpty()
        && contraction.axes(Axis.Role.PARALLEL).stream()
            .allMatch(axis -> axis.extent() == 1 || axis.name().equals(AxisNames.CHANNEL))
        && !contraction.hasGroups()
        && !contraction.accumulate()
        && contraction
            .right()
            .map(
                weights ->
                    weights.blocks().isEmpty()
                        && contraction.usesEachOnce(weights)
                        && graph.node(weights.node()).operation()
                            instanceof Operation.Parameter parameter
                        && parameter.transform().isEmpty())
            .orElse(false);
  }

  /** Whether the inputs of a position are whole vectors that lie side by side. */
  private boolean hasVectorsOfInputs(Contraction contraction) {
    int map = contraction.left().node();
    return contraction.padded().isEmpty()
        && contraction.left().isChannel(AxisNames.INPUT)
        && contraction.out().isChannel(AxisNames.CHANNEL)
        && contraction.axes(Axis.Role.SUMMED).stream()
            .anyMatch(
                axis ->
                    axis.name().equals(AxisNames.INPUT)
                        && axis.extent() >= lanes
                        && axis.extent() % lanes == 0)
        && (scheduled.order(map) == Order.CHANNELS_LAST
            || graph.node(map).shape().spatialRank() == 0);
  }

  /** Calls of the Vector API, those of the lanes' sums and of the words of 24 bits included. */
  private int calls(Contraction products, Tiling tiling, Region region) {
    int unpacking =
        tiling.isRounded() ? RoundedWeights.calls(TileShape.weights(products, region)) : 0;
    int function =
        products.function().map(formula -> EpilogueCalls.of(formula, products.isShort())).orElse(0);
    int joins = CALLS_OF_PAIR * (lanes - 1);
    return TileShape.of(products, tiling, region).calls()
        + unpacking
        + joins
        + function
        + OTHER_CALLS;
  }

  private ScheduledContraction filled(ScheduledContraction each, Contraction filled) {
    Tiling tiling = each.tiling();
    int vectors = filled.axis(AxisNames.CHANNEL).extent() / lanes;
    return each.part(filled, tiling.atMost(vectors));
  }

  private ScheduledContraction products(ScheduledContraction each, Contraction last) {
    Contraction products = LaneSums.of(last, lanes);
    List<String> reduction = new ArrayList<>(each.tiling().reduction());
    reduction.removeIf(axis -> products.axis(axis).extent() == 1);
    TreeMap<String, Integer> tile = new TreeMap<>();
    tile.put(AxisNames.CHANNEL, last.axis(AxisNames.CHANNEL).extent());
    Tiling whole = new Tiling(lanes, AxisNames.LANE, false, tile, reduction, List.of(), false);
    Region region = Region.of(products, whole).getFirst();
    boolean rounded =
        each.tiling().isRounded()
            && RoundedWeights.mayBe(products, whole, region)
            && calls(products, whole.reading(WeightForm.ROUNDED), region)
                <= Budget.MOST_VECTOR_CALLS;
    return each.part(products, rounded ? whole.reading(WeightForm.ROUNDED) : whole);
  }
}
