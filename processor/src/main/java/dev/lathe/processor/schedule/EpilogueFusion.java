package dev.lathe.processor.schedule;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.rewrite.FusionPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Decides what goes into the epilogue of a convolution; for one network, since it remembers.
 *
 * <p>Max-pooling does where the register tile can hold several whole windows. A fused window saves
 * storing and reading its cells and applies bias and function once instead of once a cell; but its
 * cells must all be in registers at the same time, and with few windows in a tile each loaded
 * weight is used less often. Tiles are transformed back one after the other: there it does where
 * those of a window fit a method.
 *
 * <p>Another value is added there where the pass that this saves costs more than the smaller tile:
 * an epilogue stands in the method once for each register of the tile.
 */
public final class EpilogueFusion implements FusionPolicy {

  /** Windows that a tile should hold at least. */
  private static final int WINDOWS = 3;

  /**
   * A pass that adds reads two values and writes one; fused, one of them is read. One that applies
   * a function reads and writes one.
   */
  private static final int SAVED_VALUES = 2;

  /** A scalar pass takes about as many cycles for each element, wherever it lies. */
  private static final double SCALAR_PASS = 2;

  private final Machine machine;
  private final Map<Contraction, Double> found = new HashMap<>();

  /**
   * Decides for a machine.
   *
   * @param machine whose registers count
   */
  public EpilogueFusion(Machine machine) {
    this.machine = machine;
  }

  @Override
  public boolean fusesMaxPool(Graph graph, Node convolution, Node pool) {
    return pool.operation() instanceof Operation.MaxPool(Window window)
        && (convolution.operation() instanceof Operation.TransformOutput output
            ? TransformStrip.hasRoom(output, window)
            : window.taps() * WINDOWS + 2 <= machine.registers());
  }

  @Override
  public boolean fusesAddend(Graph graph, Node convolution, Node addend, boolean byTransform) {
    return liesChannelsLast(graph, addend)
        && (byTransform || paysOnTile(graph, convolution, Contraction::withAddend));
  }

  @Override
  public boolean fusesFunction(
      Graph graph, Node convolution, Formula formula, boolean byTransform) {
    return EpilogueCalls.areFew(formula)
        && (byTransform
            || paysOnTile(graph, convolution, contraction -> contraction.withFunction(formula)));
  }

  /** As far as the best tile along the channels tells. */
  private boolean paysOnTile(Graph graph, Node convolution, UnaryOperator<Contraction> fusion) {
    List<Contraction> apart = Contractions.of(graph, convolution, 1);
    List<Contraction> fused = apart.stream().map(fusion).toList();
    return cycles(fused) < cycles(apart) + pass(convolution.shape().size());
  }

  /**
   * Cycles of a pass that adds, less what the addend costs in the epilogue; or of one that reads
   * and writes a map for a function's sake.
   */
  private double pass(int elements) {
    if (machine.isScalar()) {
      return elements * SCALAR_PASS;
    }
    double bytes = (double) elements * Float.BYTES;
    double bytesPerCycle =
        bytes > Machine.CACHES.map()
            ? Caches.SECOND_LEVEL_BYTES_PER_CYCLE
            : Caches.FIRST_LEVEL_BYTES_PER_CYCLE;
    return SAVED_VALUES * bytes / bytesPerCycle;
  }

  private double cycles(List<Contraction> contractions) {
    return contractions.stream()
        .mapToDouble(each -> found.computeIfAbsent(each.geometry(), this::cycles))
        .sum();
  }

  private double cycles(Contraction contraction) {
    boolean grouped = contraction.axis(AxisNames.CHANNEL).extent() == 1;
    String axis = grouped && contraction.hasGroups() ? AxisNames.GROUP : AxisNames.CHANNEL;
    Tiling tiling =
        TilingSearch.search(contraction, machine, machine.lanes(), axis, false).getFirst().tiling();
    List<Region> regions = Region.of(contraction, tiling);
    TileShape shape = TileShape.of(contraction, tiling, regions.getFirst());
    return CostModel.cycles(contraction, tiling, regions) / share(shape.accumulators());
  }

  /**
   * The share of the peak that a tile of so many sums reaches. The cost model, which compares tiles
   * of about one size, knows nothing of it. With 32 registers 16 sums reached 65 %, 24 78 % and 28
   * 84 %; with 16 registers 8 sums 63 %, 10 70 % and 12 83 %.
   */
  private double share(int sums) {
    return 0.35 + 0.56 * Math.min(1, (double) sums / machine.registers());
  }

  /**
   * Whether the value is sure to lie in the order in which convolutions write along channels. A
   * convolution does that unless all that read it want rows, which addends do not.
   */
  private static boolean liesChannelsLast(Graph graph, Node node) {
    return switch (node.operation()) {
      case Operation.Convolution _,
          Operation.TransposedConvolution _,
          Operation.TransformOutput _ ->
          true;
      case Operation.Activate _,
          Operation.ActivationGradient _,
          Operation.AddBias(),
          Operation.Add(),
          Operation.MaxPool _,
          Operation.MaxPoolGradient _,
          Operation.AveragePool _,
          Operation.AveragePoolGradient _,
          Operation.BatchMean _,
          Operation.Concatenate _ ->
          liesChannelsLast(graph, graph.operand(node, 0));
      case Operation.Pointwise(Formula _) ->
          node.operands().stream()
              .map(graph::node)
              .filter(operand -> operand.shape().equals(node.shape()))
              .filter(operand -> !(operand.operation() instanceof Operation.Parameter))
              .findFirst()
              .map(operand -> liesChannelsLast(graph, operand))
              .orElse(true);
      default -> false;
    };
  }
}
