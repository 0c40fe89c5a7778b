package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.rewrite.WinogradPolicy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Chooses Winograd's algorithm where a layer is pinned to it or a table has it, or else where it
 * saves more multiply-adds than its transforms and its traffic cost; for one network, since it
 * remembers. Channels must be whole vectors on both sides.
 */
public final class WinogradChoice implements WinogradPolicy {

  /** With more products the factors grow, and with them the rounding errors. */
  private static final int MOST_PRODUCTS = 6;

  /** Of a tile along one axis. */
  public static final int MOST_OUTPUTS = 4;

  /** Multiply-adds of vectors in a cycle, in a loop that goes well. */
  private static final double MULTIPLY_ADDS_PER_CYCLE = 1.6;

  /** Instructions of a transform for each vector that it reads or writes. */
  private static final double INSTRUCTIONS_PER_VECTOR = 2.5;

  /**
   * What the transformed tiles of a block may take. With small blocks the weights, which every
   * block reads anew, come from behind the second-level cache of 2 MB, with large ones the tiles.
   * In microseconds, without the network's ends, for 600 KB, 900, 1400, 2000 and 4000: 642, 596,
   * 569, 588, 640 (64 maps of 56x56), 752, 594, 615, 526, 557 (128 of 28x28), 1027, 880, 902, 757,
   * 765 (256 of 14x14).
   */
  private static final double BLOCK_BYTES = 2100 * 1024;

  /** What the second-level cache takes or gives. */
  private static final double BYTES_PER_CYCLE = 18;

  /**
   * Transformed weights are several times as many as weights; those of 512 to 512 maps, 38 MB, come
   * from behind the caches: with them a map of 7 x 7 took 3.3 ms, without 1.9.
   */
  private static final double WEIGHT_BYTES_PER_CYCLE = 8;

  /** What saves less is not worth the rounding errors. */
  private static final double WORTHWHILE = 0.9;

  private final Machine machine;
  private final Decided decided;
  private final Map<String, Made> made = new HashMap<>();
  private final Map<String, Contraction> asked = new HashMap<>();

  /**
   * What was decided for a convolution.
   *
   * @param tiling absent where it is computed directly
   */
  public record Made(Optional<Tiling> tiling, Origin origin) {}

  /**
   * Decides for a machine.
   *
   * @param machine whose vectors count
   */
  public WinogradChoice(Machine machine, Decided decided) {
    this.machine = machine;
    this.decided = decided;
  }

  /** What was decided for the convolution of a name, if the algorithm could have computed it. */
  public Optional<Made> made(String convolution) {
    return Optional.ofNullable(made.get(convolution));
  }

  /** The convolutions that the algorithm could have computed, by their names. */
  public Map<String, Contraction> asked() {
    return Collections.unmodifiableMap(asked);
  }

  @Override
  public Optional<Tiling> tiling(Graph graph, Node convolution) {
    if (!isPossible(graph, convolution)) {
      return Optional.empty();
    }
    Made decision = decide(graph, convolution);
    made.put(convolution.name(), decision);
    return decision.tiling();
  }

  private boolean isPossible(Graph graph, Node convolution) {
    return !machine.isScalar()
        && graph.operand(convolution, 0).shape().channels() % machine.lanes() == 0
        && convolution.shape().channels() % machine.lanes() == 0;
  }

  private Made decide(Graph graph, Node convolution) {
    Contraction direct = Contractions.of(graph, convolution, 1).getFirst();
    asked.put(convolution.name(), direct);
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
  private static Optional<Made> follow(
      Decision decision, Graph graph, Node convolution, Origin origin) {
    if (!(decision instanceof Decision.Winograd(int outputs, OptionalInt rows))) {
      return Optional.of(new Made(Optional.empty(), origin));
    }
    Window window = ((Operation.Convolution) convolution.operation()).window();
    if (outputs > MOST_OUTPUTS || !hasPoints(window, outputs)) {
      return Optional.empty();
    }
    Shape map = graph.operand(convolution, 0).shape();
    int most = rows(window, map, convolution.shape(), outputs);
    return Optional.of(new Made(Optional.of(new Tiling(outputs, rows.orElse(most))), origin));
  }

  private static boolean hasPoints(Window window, int outputs) {
    return window.kernel().stream().allMatch(taps -> taps + outputs - 1 <= MOST_PRODUCTS);
  }

  private Optional<Tiling> cheapest(Graph graph, Node convolution) {
    Shape map = graph.operand(convolution, 0).shape();
    Shape sums = convolution.shape();
    Window window = ((Operation.Convolution) convolution.operation()).window();
    double best = WORTHWHILE * direct(window, map, sums);
    Optional<Tiling> choice = Optional.empty();
    for (int outputs = 2; outputs <= MOST_OUTPUTS; outputs += 2) {
      if (hasPoints(window, outputs)) {
        double cycles = cycles(window, map, sums, outputs);
        if (cycles < best) {
          best = cycles;
          choice = Optional.of(new Tiling(outputs, rows(window, map, sums, outputs)));
        }
      }
    }
    return choice;
  }

  /** As many rows of tiles as stay in the second-level cache, shared out evenly. */
  private static int rows(Window window, Shape map, Shape sums, int outputs) {
    double floats = map.channels() + sums.channels();
    int first = 0;
    for (int d = window.rank() - 1; d >= 0; d--) {
      int taps = window.kernel().get(d);
      int extent = sums.extent(d + 1);
      floats *= taps == 1 ? extent : taps + outputs - 1;
      if (taps > 1) {
        first = d;
      }
    }
    for (int d = 0; d < window.rank(); d++) {
      boolean tiled = window.kernel().get(d) > 1;
      floats *= d != first && tiled ? Math.ceilDiv(sums.extent(d + 1), outputs) : 1;
    }
    int tiles = Math.ceilDiv(sums.extent(first + 1), outputs);
    int most = Math.clamp((long) (BLOCK_BYTES / (floats * Float.BYTES)), 1, tiles);
    return Math.ceilDiv(tiles, Math.ceilDiv(tiles, most));
  }

  private double direct(Window window, Shape map, Shape sums) {
    double products = (double) sums.size() * map.channels() * window.taps();
    return products / machine.lanes() / MULTIPLY_ADDS_PER_CYCLE;
  }

  private double cycles(Window window, Shape map, Shape sums, int outputs) {
    double products = 1;
    double tiles = 1;
    int axes = 0;
    for (int d = 0; d < window.rank(); d++) {
      int extent = sums.extent(d + 1);
      int taps = window.kernel().get(d);
      products *= taps == 1 ? 1 : taps + outputs - 1;
      tiles *= taps == 1 ? extent : Math.ceilDiv(extent, outputs);
      axes += taps == 1 ? 0 : 1;
    }
    double channels = map.channels() + sums.channels();
    double multiplyAdds = products * tiles * map.channels() * sums.channels();
    double transformed = products * tiles * channels;
    double weights = products * map.channels() * sums.channels();
    double instructions = axes * transformed / machine.lanes() * INSTRUCTIONS_PER_VECTOR;
    return multiplyAdds / machine.lanes() / MULTIPLY_ADDS_PER_CYCLE
        + instructions
        + Float.BYTES * 2 * transformed / BYTES_PER_CYCLE
        + Float.BYTES * weights / WEIGHT_BYTES_PER_CYCLE;
  }
}
