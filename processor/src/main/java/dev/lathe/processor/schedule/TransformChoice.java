package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.rewrite.TiledConvolution;
import dev.lathe.processor.rewrite.TransformPolicy;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses filters of tiles, Winograd's or Fourier transforms, where a layer is pinned to them or a
 * table has them, or else where they save more multiply-adds than their transforms and their
 * traffic cost; for one network, since it remembers.
 */
public final class TransformChoice implements TransformPolicy {

  /** What is compared. */
  public static final List<FilterFamily> FAMILIES =
      List.of(
          new FilterFamily.Points(2),
          new FilterFamily.Points(4),
          new FilterFamily.Points(5),
          new FilterFamily.Points(6),
          new FilterFamily.Column(2),
          new FilterFamily.Column(4),
          new FilterFamily.Column(6),
          new FilterFamily.Roots(6),
          new FilterFamily.Roots(8),
          new FilterFamily.Roots(12),
          new FilterFamily.Roots(16));

  /** Multiply-adds of vectors in a cycle, in a loop that goes well. */
  private static final double MULTIPLY_ADDS_PER_CYCLE = 1.6;

  /** Instructions of a transform for each vector that it reads or writes. */
  private static final double INSTRUCTIONS_PER_VECTOR = 2.5;

  /**
   * Transformed weights are several times as many as weights; those of 512 to 512 maps, 38 MB, come
   * from behind the caches: with them a map of 7 x 7 took 3.3 ms, without 1.9.
   */
  private static final double WEIGHT_BYTES_PER_CYCLE = 8;

  /**
   * From the third-level cache: 256 to 256 maps of 14 x 14 take 280 us with 5 outputs of a tile
   * along each axis and 13 MB of transformed weights, 367 with 4 and 9 MB, 444 with 2 and 4 MB
   * ({@code tune --all --rounds 9 --forks 1 --candidates 1} on the EPYC).
   */
  private static final double NEARER_WEIGHT_BYTES_PER_CYCLE = 12;

  /**
   * Weights that stay in the second-level cache are a stream that arrives ahead: 16 maps of 8 x 8
   * with 7 x 7 taps took 10.4 us directly, and 6.6 with 370 KB of transformed weights.
   */
  private static final double CACHED_WEIGHT_BYTES_PER_CYCLE = 48;

  /** What saves less is not worth the rounding errors. */
  private static final double WORTHWHILE = 0.9;

  /**
   * Filters along one axis beside those along all, whose transforms are estimated too high: of
   * twelve layers of 6 to 512 maps ({@code tune --all}, an EPYC) the former were estimated at 0.9
   * to 1.5 times what they took, the latter at 0.7 to 2.
   */
  private static final double ALONG_ONE_AXIS = 1.1;

  private final Machine machine;
  private final Decided decided;
  private final Map<String, Made> made = new HashMap<>();
  private final Map<String, Asked> asked = new HashMap<>();
  private final Set<String> unfilled = new HashSet<>();

  /**
   * A convolution that the algorithm could have computed.
   *
   * @param layer that it belongs to
   * @param direct its sum as it is defined
   */
  public record Asked(String layer, Contraction direct) {}

  /**
   * What was decided for a convolution.
   *
   * @param blocks absent where it is computed directly
   */
  public record Made(Optional<Blocks> blocks, Origin origin) {}

  /**
   * Decides for a machine.
   *
   * @param machine whose vectors count
   */
  public TransformChoice(Machine machine, Decided decided) {
    this.machine = machine;
    this.decided = decided;
  }

  /** What was decided for the convolution of a name, if the algorithm could have computed it. */
  public Optional<Made> made(String convolution) {
    return Optional.ofNullable(made.get(convolution));
  }

  /** Whether what was asked for cannot be had since a convolution's maps fill no whole vectors. */
  public boolean lacksWholeVectors(String convolution) {
    return unfilled.contains(convolution);
  }

  /** The convolutions that the algorithm could have computed, by their names. */
  public Map<String, Asked> asked() {
    return Collections.unmodifiableMap(asked);
  }

  @Override
  public Optional<Blocks> blocks(Graph graph, Node convolution) {
    if (machine.isScalar()) {
      return Optional.empty();
    }
    Made decision = decide(graph, convolution);
    made.put(convolution.name(), decision);
    return decision.blocks();
  }

  private boolean isPossible(TiledConvolution tiled) {
    return tiled.isPossible() && (tiled.steps().size() == 1 || fillsVectors(tiled));
  }

  /** Between two steps the products of one map lie behind each other as channels. */
  private boolean fillsVectors(TiledConvolution tiled) {
    return tiled.map().channels() % machine.lanes() == 0
        && tiled.sums().channels() % machine.lanes() == 0;
  }

  private Made decide(Graph graph, Node convolution) {
    Contraction direct = Contractions.of(graph, convolution, 1).getFirst();
    asked.put(convolution.name(), new Asked(convolution.layer(), direct));
    Optional<Decision> pin = decided.pin(convolution.layer());
    Optional<Made> pinned = pin.flatMap(each -> follow(each, graph, convolution, Origin.PINNED));
    return pinned
        .or(
            () ->
                decided
                    .algorithm(direct, machine.lanes())
                    .flatMap(entry -> follow(entry, graph, convolution, Origin.TABLE)))
        .orElseGet(() -> new Made(cheapest(graph, convolution), Origin.MODEL));
  }

  /** Empty if the algorithm cannot be had with so many outputs. */
  private Optional<Made> follow(Decision decision, Graph graph, Node convolution, Origin origin) {
    if (!(decision instanceof Decision.Tiled tiled)) {
      return Optional.of(new Made(Optional.empty(), origin));
    }
    TiledConvolution work = TiledConvolution.of(graph, convolution, tiled.family());
    if (!isPossible(work)) {
      if (work.isPossible()) {
        unfilled.add(convolution.name());
      }
      return Optional.empty();
    }
    int rows = tiled.rows().orElseGet(() -> rows(new TiledWork(work, machine.lanes())));
    return Optional.of(new Made(Optional.of(new Blocks(tiled.family(), rows)), origin));
  }

  private Optional<Blocks> cheapest(Graph graph, Node convolution) {
    DirectWork direct = new DirectWork(graph, machine);
    double most = WORTHWHILE * direct.multiplyAdds(convolution) / MULTIPLY_ADDS_PER_CYCLE;
    double best = Double.MAX_VALUE;
    double more = direct.moreBefore(convolution) / MULTIPLY_ADDS_PER_CYCLE;
    boolean fromScalars = direct.liesChannelsFirst(graph.operand(convolution, 0));
    boolean inRows = direct.readsRows(convolution);
    Optional<Blocks> choice = Optional.empty();
    for (FilterFamily family : FAMILIES) {
      TiledConvolution tiled = TiledConvolution.of(graph, convolution, family);
      if (!isPossible(tiled)) {
        continue;
      }
      TiledWork inOneBlock = new TiledWork(tiled, machine.lanes());
      int rows = rows(inOneBlock);
      TiledWork work = inOneBlock.inBlocksOf(rows);
      double cycles =
          inRows && work.keepsRows()
              ? cycles(work, work.transformedInRows(), 0)
              : cycles(work, work.transformed(), fromScalars ? work.scalars() : 0) + more;
      double weighed = family instanceof FilterFamily.Column ? ALONG_ONE_AXIS * cycles : cycles;
      if (cycles < most && weighed < best) {
        best = weighed;
        choice = Optional.of(new Blocks(family, rows));
      }
    }
    return choice;
  }

  /**
   * As many rows of tiles as stay in the second-level cache, shared out evenly. Every block reads
   * all weights: where these are more than the tiles, there is no second one.
   */
  private static int rows(TiledWork work) {
    int rows = work.rows();
    int most =
        Math.clamp(
            (long) (Machine.CACHES.transformedTiles() / (work.rowFloats() * Float.BYTES)), 1, rows);
    int blocks = Math.clamp((long) (work.transformed() / work.weights()), 1, rows);
    return Math.ceilDiv(rows, Math.min(blocks, Math.ceilDiv(rows, most)));
  }

  /**
   * What a convolution takes.
   *
   * @param transformed figures, in vectors
   * @param scalars transformed figures that are read one by one
   */
  private double cycles(TiledWork work, double transformed, double scalars) {
    double instructions =
        work.axes() * (transformed / machine.lanes() + scalars) * INSTRUCTIONS_PER_VECTOR;
    return work.multiplyAdds() / machine.lanes() / MULTIPLY_ADDS_PER_CYCLE
        + instructions
        + Float.BYTES * 2 * transformed / Caches.SECOND_LEVEL_BYTES_PER_CYCLE
        + streaming(work.weights());
  }

  /** What the stream of so many weights takes. */
  private static double streaming(double weights) {
    double bytes = Float.BYTES * weights;
    if (bytes <= Machine.CACHES.transformedWeights()) {
      return bytes / CACHED_WEIGHT_BYTES_PER_CYCLE;
    }
    return bytes
        / (bytes <= Machine.CACHES.thirdLevel()
            ? NEARER_WEIGHT_BYTES_PER_CYCLE
            : WEIGHT_BYTES_PER_CYCLE);
  }
}
